using System.Text.Json.Serialization;

namespace Zhiyu.Functions.Http;

/// <summary>Why a request failed.</summary>
/// <param name="Code">The kind of error; it determines the HTTP status.</param>
/// <param name="Message">What is wrong, and how to correct it.</param>
/// <param name="Details">The invalid fields, if any.</param>
internal sealed record ApiError(
    [property: JsonConverter(typeof(UpperSnakeCase<ErrorCode>))] ErrorCode Code,
    string Message,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<FieldFault>? Details = null)
{
    /// <summary>The trace of the request, to find it in the log. Set when the response is written.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TraceId { get; init; }

    /// <summary>An error about one field.</summary>
    public static ApiError Of(ErrorCode code, string path, string message) =>
        new(code, message, [new FieldFault(path, message)]);

    /// <summary>An id in the request that does not exist.</summary>
    public static ApiError Unknown(string field, string what) =>
        Of(ErrorCode.NotFound, field, $"{field} is not the id of an existing {what}.");

    public static ApiError Invalid(IReadOnlyList<FieldFault> faults) => new(
        ErrorCode.ValidationError,
        faults.Count == 1 ? faults[0].Message : $"{faults[0].Message} ({faults.Count - 1} more in details.)",
        faults);
}

/// <param name="Path">The field: <c>title</c>, <c>tags[2]</c>, or <c>$</c> for the whole body.</param>
/// <param name="Message">A sentence with the name of the field and its rule.</param>
internal sealed record FieldFault(string Path, string Message);
