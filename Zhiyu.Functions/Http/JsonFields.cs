using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Unicode;
using Zhiyu.Core.Text;

namespace Zhiyu.Functions.Http;

/// <summary>The fields of a JSON body, with all their faults.</summary>
/// <remarks>Unknown fields are ignored, unless <see cref="AllowOnly"/> is called.</remarks>
internal sealed class JsonFields
{
    // Each fault lists all known fields, so thousands of unknown fields would produce a response of megabytes.
    private const int MostUnknown = 10;

    private readonly Dictionary<string, JsonElement> _values = new(StringComparer.Ordinal);
    private readonly List<FieldFault> _faults;
    private readonly HashSet<string> _asked;
    private readonly string _prefix;

    private JsonFields(JsonElement root, string path, List<FieldFault> faults, HashSet<string> asked)
    {
        (_faults, _asked, _prefix) = (faults, asked, path == "" ? "" : $"{path}.");
        foreach (var property in root.EnumerateObject())
        {
            if (!TryRead(() => property.Name, out var name))
                _faults.Add(new FieldFault(path == "" ? "$" : path, "A field's name is not valid Unicode."));
            else if (!_values.TryAdd(name, property.Value)) Fault(name, "must be given only once");
        }
    }

    /// <summary>In the order in which the fields were read.</summary>
    public IReadOnlyList<FieldFault> Faults => _faults;

    /// <summary>All fields that were read, present or not: the fields that a body can have.</summary>
    public IReadOnlySet<string> Asked => _asked;

    /// <summary>False when the body is not a JSON object.</summary>
    public static bool TryParse(
        ReadOnlySpan<byte> body,
        [NotNullWhen(true)] out JsonFields? fields,
        [NotNullWhen(false)] out FieldFault? fault)
    {
        (fields, fault) = (null, null);
        try
        {
            if (!Utf8.IsValid(body)) fault = new FieldFault("$", "The body must be UTF-8.");
            else if (JsonElement.Parse(body, JsonDepth.Options) is { ValueKind: JsonValueKind.Object } root)
                fields = new JsonFields(root, path: "", [], new HashSet<string>(StringComparer.Ordinal));
            else fault = new FieldFault("$", "The body must be a JSON object.");
        }
        catch (JsonException malformed)
        {
            var place = $"line {malformed.LineNumber + 1}, byte {malformed.BytePositionInLine + 1}";
            fault = new FieldFault("$", JsonDepth.FaultOf(body) ?? $"The body is not JSON: {place}.");
        }

        return fields is not null;
    }

    /// <summary>Whether an optional field is missing or null.</summary>
    public bool IsAbsent(string name) =>
        !TryGet(name, out var value) || value.ValueKind == JsonValueKind.Null;

    /// <summary>Whether the field is present, even if it is null.</summary>
    public bool IsGiven(string name) => TryGet(name, out _);

    /// <summary>A required text, verbatim.</summary>
    public string Text(string name, TextLimit limit) => Text(name, limit.FaultOf);

    /// <summary>A required text in a given form.</summary>
    /// <param name="otherwise">The fault of any other text, without the field's name.</param>
    public string Text(string name, Func<string, bool> isInForm, string otherwise) =>
        Text(name, text => isInForm(text) ? null : otherwise);

    /// <summary>A required text.</summary>
    /// <param name="faultOf">Returns the fault of the text, without the field's name; null when it is valid.</param>
    public string Text(string name, Func<string, string?> faultOf) => Checked(name, Required(name), faultOf);

    /// <summary>An optional array of texts, verbatim.</summary>
    public IReadOnlyList<string> Texts(string name, int max, TextLimit limit) => Texts(name, max, limit.FaultOf);

    /// <summary>An optional array of texts in a given form.</summary>
    /// <param name="otherwise">The fault of any other text, without its path.</param>
    public IReadOnlyList<string> Texts(string name, int max, Func<string, bool> isInForm, string otherwise) =>
        Texts(name, max, text => isInForm(text) ? null : otherwise);

    /// <summary>An optional array of texts.</summary>
    /// <param name="faultOf">Returns the fault of one text, without its path; null when it is valid.</param>
    public IReadOnlyList<string> Texts(string name, int max, Func<string, string?> faultOf) =>
        [.. Elements(name, max).Select(element => Checked(element.Name, element.Text, faultOf))];

    /// <summary>A required whole number in a range; the minimum when it is invalid.</summary>
    public long Whole(string name, long min, long max)
    {
        if (!TryGet(name, out var value)) Fault(name, "is missing");
        else if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number)
            && number >= min && number <= max) return number;
        else Fault(name, FormattableString.Invariant($"must be a whole number from {min} to {max}"));
        return min;
    }

    /// <summary>A required object; null when it is invalid. The names of its fields include the whole path.</summary>
    public JsonFields? Object(string name)
    {
        if (!TryGet(name, out var value)) Fault(name, "is missing");
        else if (value.ValueKind == JsonValueKind.Object) return new JsonFields(value, _prefix + name, _faults, _asked);
        else Fault(name, "must be an object");
        return null;
    }

    /// <summary>Reports every other field as a fault: an unknown field must not seem to have an effect.</summary>
    public void AllowOnly(params IReadOnlyList<string> names)
    {
        foreach (var name in _values.Keys.Except(names).Take(MostUnknown))
            Fault(name, $"is not a known field; use {string.Join(", ", names)}");
    }

    /// <param name="otherwise">The fault, without the field's name.</param>
    public void Fault(string name, string otherwise) =>
        _faults.Add(new FieldFault(_prefix + name, $"{_prefix}{name} {otherwise}."));

    /// <summary>A required value of an enum; null when it is invalid.</summary>
    public TEnum? Choice<TEnum>(string name) where TEnum : struct, Enum
    {
        if (Required(name) is not { } text) return null;
        foreach (var value in Enum.GetValues<TEnum>())
        {
            if (text == Spelling(value)) return value;
        }

        Fault(name, $"must be one of {string.Join(", ", Enum.GetValues<TEnum>().Select(Spelling))}");
        return null;
    }

    /// <summary>A required value of an enum in lower case, one of the given values; null when it is invalid.</summary>
    public TEnum? Word<TEnum>(string name, IReadOnlyList<TEnum> among) where TEnum : struct, Enum
    {
        if (Required(name) is not { } text) return null;
        foreach (var value in among)
        {
            if (text == Word(value)) return value;
        }

        Fault(name, $"must be one of {string.Join(", ", among.Select(Word))}");
        return null;
    }

    /// <summary>A required Boolean value; false when it is invalid.</summary>
    public bool Truth(string name)
    {
        if (!TryGet(name, out var value)) Fault(name, "is missing");
        else if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            Fault(name, "must be true or false");
        return value.ValueKind == JsonValueKind.True;
    }

    private List<(string Name, string? Text)> Elements(string name, int max)
    {
        if (IsAbsent(name)) return [];
        if (_values[name] is not { ValueKind: JsonValueKind.Array } array)
        {
            Fault(name, "must be an array of strings");
            return [];
        }

        if (array.GetArrayLength() > max) Fault(name, $"must be at most {max}");
        return
        [
            .. array.EnumerateArray().Take(max).Select((element, index) =>
                ($"{name}[{index}]", String($"{name}[{index}]", element))),
        ];
    }

    private string? Required(string name)
    {
        if (TryGet(name, out var value)) return String(name, value);
        Fault(name, "is missing");
        return null;
    }

    private bool TryGet(string name, out JsonElement value)
    {
        _asked.Add(_prefix + name);
        return _values.TryGetValue(name, out value);
    }

    private string? String(string name, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String) Fault(name, "must be a string");
        else if (TryRead(value.GetString, out var text)) return text;
        else Fault(name, "is not valid Unicode: half of a surrogate pair is missing");
        return null;
    }

    private string Checked(string name, string? text, Func<string, string?> faultOf)
    {
        if (text is not null && faultOf(text) is { } fault) Fault(name, fault);
        return text ?? "";
    }

    // JSON can escape half of a surrogate pair (\ud800); the reader throws on such a string.
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

    private static string Word<TEnum>(TEnum value) where TEnum : struct, Enum =>
        JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
