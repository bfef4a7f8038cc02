using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Unicode;
using Zhiyu.Core.Api.Wire;
using Zhiyu.Core.Forum;

namespace Zhiyu.Core.Api.Writing;

/// <summary>The fields of a JSON body, with all that is wrong with them.</summary>
/// <remarks>Fields that nobody asks for are let be.</remarks>
internal sealed class Fields
{
    private readonly Dictionary<string, JsonElement> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);
    private readonly List<FieldFault> _faults = [];

    private Fields(JsonElement root)
    {
        foreach (var property in root.EnumerateObject())
        {
            if (!TryRead(() => property.Name, out var name)) Fault("$", "A field's name is not valid Unicode.");
            else if (!_values.TryAdd(name, property.Value)) Fault(name, $"{name} must be given only once.");
        }
    }

    /// <summary>In the order in which the fields were read.</summary>
    public IReadOnlyList<FieldFault> Faults => _faults;

    /// <summary>What was asked for, there or not: the fields that a body can have.</summary>
    public IReadOnlySet<string> Asked => _asked;

    /// <summary>False when the body is no JSON object at all.</summary>
    public static bool TryParse(
        ReadOnlySpan<byte> body,
        [NotNullWhen(true)] out Fields? fields,
        [NotNullWhen(false)] out FieldFault? fault)
    {
        (fields, fault) = (null, null);
        try
        {
            if (!Utf8.IsValid(body)) fault = new FieldFault("$", "The body must be UTF-8.");
            else if (JsonElement.Parse(body) is { ValueKind: JsonValueKind.Object } root) fields = new Fields(root);
            else fault = new FieldFault("$", "The body must be a JSON object.");
        }
        catch (JsonException malformed)
        {
            var place = $"line {malformed.LineNumber + 1}, byte {malformed.BytePositionInLine + 1}";
            fault = new FieldFault("$", $"The body is not JSON: {place}.");
        }

        return fields is not null;
    }

    /// <summary>Whether an optional field is missing or null.</summary>
    public bool IsAbsent(string name) =>
        !TryGet(name, out var value) || value.ValueKind == JsonValueKind.Null;

    /// <summary>A required text, verbatim.</summary>
    public string Text(string name, TextLimit limit) => Limited(name, Required(name), limit);

    /// <summary>A required text of a certain form.</summary>
    /// <param name="otherwise">What is wrong with any other, to follow the name.</param>
    public string Text(string name, Func<string, bool> isInForm, string otherwise)
    {
        var text = Required(name);
        if (text is not null && !isInForm(text)) Fault(name, $"{name} {otherwise}.");
        return text ?? "";
    }

    /// <summary>An optional array of texts, verbatim.</summary>
    public IReadOnlyList<string> Texts(string name, int max, TextLimit limit) =>
        [.. Elements(name, max).Select(element => Limited(element.Path, element.Text, limit))];

    /// <summary>An optional array of texts of a certain form.</summary>
    /// <param name="otherwise">What is wrong with any other, to follow its path.</param>
    public IReadOnlyList<string> Texts(string name, int max, Func<string, bool> isInForm, string otherwise)
    {
        var texts = Elements(name, max);
        foreach (var (path, text) in texts.Where(element => element.Text is { } text && !isInForm(text)))
            Fault(path, $"{path} {otherwise}.");
        return [.. texts.Select(element => element.Text ?? "")];
    }

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

    private List<(string Path, string? Text)> Elements(string name, int max)
    {
        if (IsAbsent(name)) return [];
        if (_values[name] is not { ValueKind: JsonValueKind.Array } array)
        {
            Fault(name, $"{name} must be an array of strings.");
            return [];
        }

        if (array.GetArrayLength() > max) Fault(name, $"{name} must be at most {max}.");
        return
        [
            .. array.EnumerateArray().Take(max).Select((element, index) =>
                ($"{name}[{index}]", String($"{name}[{index}]", element))),
        ];
    }

    private string? Required(string name)
    {
        if (TryGet(name, out var value)) return String(name, value);
        Fault(name, $"{name} is missing.");
        return null;
    }

    private bool TryGet(string name, out JsonElement value)
    {
        _asked.Add(name);
        return _values.TryGetValue(name, out value);
    }

    private string? String(string path, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String) Fault(path, $"{path} must be a string.");
        else if (TryRead(value.GetString, out var text)) return text;
        else Fault(path, $"{path} is not valid Unicode: half of a surrogate pair is missing.");
        return null;
    }

    private string Limited(string path, string? text, TextLimit limit)
    {
        if (text is not null && limit.FaultOf(text) is { } fault) Fault(path, $"{path} {fault}.");
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
}
