using System.Text.Json.Serialization;

namespace Zhiyu.Functions.Http;

/// <summary>Why a request was not carried out, as the caller is told.</summary>
/// <param name="Code">What kind of refusal it is; decides the status.</param>
/// <param name="Message">What is wrong, and what to do about it.</param>
/// <param name="Details">The fields at fault, if it is about fields.</param>
internal sealed record ApiError(
    [property: JsonConverter(typeof(UpperSnakeCase<ErrorCode>))] ErrorCode Code,
    string Message,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<FieldFault>? Details = null)
{
    /// <summary>Leads from the answer to what was logged meanwhile; set as the answer is given.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TraceId { get; init; }

    /// <summary>An error about one field, whose fault is the message.</summary>
    public static ApiError Of(ErrorCode code, string path, string message) =>
        new(code, message, [new FieldFault(path, message)]);

    /// <summary>An id in the request that names nothing.</summary>
    public static ApiError Unknown(string field, string what) =>
        Of(ErrorCode.NotFound, field, $"{field} names no {what}.");

    public static ApiError Invalid(IReadOnlyList<FieldFault> faults) => new(
        ErrorCode.ValidationError,
        faults.Count == 1 ? faults[0].Message : $"{faults[0].Message} ({faults.Count - 1} more in details.)",
        faults);
}

/// <param name="Path">The field: <c>title</c>, <c>tags[2]</c>, or <c>$</c> for the whole body.</param>
/// <param name="Message">A sentence that names the field and what it has to be.</param>
internal sealed record FieldFault(string Path, string Message);
