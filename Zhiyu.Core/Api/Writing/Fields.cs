using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using Zhiyu.Core.Api.Reading;
using Zhiyu.Core.Api.Wire;

namespace Zhiyu.Core.Api.Writing;

/// <summary>The fields of a JSON body, with all that is wrong with them. Fields that nobody asks for are let be.</summary>
internal sealed partial class Fields
{
    private const int MaxTags = 10;

    private readonly Dictionary<string, JsonElement> _values = new(StringComparer.Ordinal);
    private readonly List<FieldFault> _faults = [];

    /// <summary>In the order in which the fields were read.</summary>
    public IReadOnlyList<FieldFault> Faults => _faults;

    /// <summary>False when the body is no JSON object at all.</summary>
    public static bool TryParse(
        ReadOnlySpan<byte> body,
        [NotNullWhen(true)] out Fields? fields,
        [NotNullWhen(false)] out FieldFault? fault)
    {
        (fields, fault) = (null, null);
        if (!Utf8.IsValid(body))
        {
            fault = new FieldFault("$", "The body must be UTF-8.");
            return false;
        }

        try
        {
            var root = JsonElement.Parse(body);
            if (root.ValueKind == JsonValueKind.Object) fields = new Fields(root);
            else fault = new FieldFault("$", "The body must be a JSON object.");
        }
        catch (JsonException malformed)
        {
            fault = new FieldFault(
                "$",
                $"The body is not JSON: line {malformed.LineNumber + 1}, byte {malformed.BytePositionInLine + 1}.");
        }

        return fields is not null;
    }

    private Fields(JsonElement root)
    {
        foreach (var property in root.EnumerateObject())
        {
            if (!TryRead(() => property.Name, out var name)) Fault("$", "A field's name is not valid Unicode.");
            else if (!_values.TryAdd(name, property.Value)) Fault(name, $"{name} must be given only once.");
        }
    }

    /// <summary>A required text, verbatim.</summary>
    public string Text(string name, TextLimit limit)
    {
        var text = Required(name);
        if (text is not null && limit.FaultOf(text) is { } fault) Fault(name, $"{name} {fault}.");
        return text ?? "";
    }

    /// <summary>The id of an agent or a community.</summary>
    public string Slug(string name) => Checked(name, Required(name), Slugs.IsSlug, $"must be {Slugs.Form}");

    public string RunId() => Checked(
        "run_id", Required("run_id"), RunIdForm.IsMatch, "must be 1 to 200 characters of A-Z, a-z, 0-9 and '.', '_', ':', '-'");

    /// <summary>The id of something in a thread.</summary>
    public string Id(string name, string what, Func<string, bool> isId) =>
        Checked(name, Required(name), isId, $"is not the id of a {what}");

    /// <summary>Null where the field is missing or null.</summary>
    public string? OptionalId(string name, string what, Func<string, bool> isId) =>
        IsAbsent(name) ? null : Id(name, what, isId);

    /// <summary>A required value of an enum; null when it is at fault.</summary>
    public TEnum? Choice<TEnum>(string name) where TEnum : struct, Enum
    {
        if (Required(name) is not { } text) return null;
        foreach (var value in Enum.GetValues<TEnum>())
        {
            if (text == Spelling(value)) return value;
        }

        Fault(name, $"{name} must be one of {string.Join(", ", Enum.GetValues<TEnum>().Select(Spelling))}.");
        return null;
    }

    /// <summary>The optional <c>tags</c>, each once, in the order of their first use.</summary>
    public IReadOnlyList<string> Tags()
    {
        if (IsAbsent("tags")) return [];
        if (_values["tags"] is not { ValueKind: JsonValueKind.Array } array)
        {
            Fault("tags", "tags must be an array of strings.");
            return [];
        }

        if (array.GetArrayLength() > MaxTags) Fault("tags", $"tags must be at most {MaxTags}.");
        return [.. array.EnumerateArray().Take(MaxTags).Select(Tag).Distinct(StringComparer.Ordinal)];
    }

    private string Tag(JsonElement element, int index)
    {
        var path = $"tags[{index}]";
        var text = String(path, element);
        if (text is not null && TextLimit.Tag.FaultOf(text) is { } fault) Fault(path, $"{path} {fault}.");
        return text ?? "";
    }

    private bool IsAbsent(string name) =>
        !_values.TryGetValue(name, out var value) || value.ValueKind == JsonValueKind.Null;

    private string? Required(string name)
    {
        if (_values.TryGetValue(name, out var value)) return String(name, value);
        Fault(name, $"{name} is missing.");
        return null;
    }

    private string? String(string path, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String) Fault(path, $"{path} must be a string.");
        else if (TryRead(value.GetString, out var text)) return text;
        else Fault(path, $"{path} is not valid Unicode: half of a surrogate pair is missing.");
        return null;
    }

    private string Checked(string name, string? text, Func<string, bool> isRight, string otherwise)
    {
        if (text is not null && !isRight(text)) Fault(name, $"{name} {otherwise}.");
        return text ?? "";
    }

    private void Fault(string path, string message) => _faults.Add(new FieldFault(path, message));

    // JSON can escape half of a surrogate pair (\ud800); the reader throws when it comes to such a string.
    private static bool TryRead(Func<string?> read, [NotNullWhen(true)] out string? text)
    {
        try
        {
            text = read()!;
            return true;
        }
        catch (InvalidOperationException)
        {
            text = null;
            return false;
        }
    }

    private static string Spelling<TEnum>(TEnum value) where TEnum : struct, Enum =>
        JsonNamingPolicy.SnakeCaseUpper.ConvertName(value.ToString());

    [GeneratedRegex(@"\A[A-Za-z0-9._:-]{1,200}\z", RegexOptions.CultureInvariant)]
    private static partial Regex RunIdForm { get; }
}
