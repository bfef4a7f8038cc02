using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Zhiyu.Tests.Api.Contract.Examples;

/// <summary>
/// JSON as an example has it: <c>…</c> is anything, or anything more; <c>"{name}"</c> is a value that is the same
/// wherever the name stands.
/// </summary>
internal sealed partial class ExampleJson(Dictionary<string, string> names)
{
    private const string Anything = "…";

    /// <summary>The text with the values of its names.</summary>
    public string Filled(string text) => Name.Replace(
        text, match => names.TryGetValue(match.Groups[1].Value, out var value) ? value : match.Value);

    /// <summary>What of an answer is not as in the example, with its path.</summary>
    public IReadOnlyList<string> FaultsOf(string example, string actual) =>
        [.. Compare(JsonNode.Parse(Quoted(example)), JsonNode.Parse(actual), "$")];

    private IEnumerable<string> Compare(JsonNode? example, JsonNode? actual, string path) => (example, actual) switch
    {
        (JsonValue value, _) when $"{value}" == Anything => [],
        (JsonObject wanted, JsonObject got) => CompareObjects(wanted, got, path),
        (JsonArray wanted, JsonArray got) => CompareArrays(wanted, got, path),
        (JsonValue wanted, JsonValue got) when wanted.TryGetValue<string>(out var text) =>
            got.TryGetValue<string>(out var other) && IsText(text, other) ? [] : [Differs(path, example, actual)],
        _ => JsonNode.DeepEquals(example, actual) ? [] : [Differs(path, example, actual)],
    };

    private IEnumerable<string> CompareObjects(JsonObject wanted, JsonObject got, string path)
    {
        foreach (var (name, value) in wanted.Where(member => member.Key != Anything))
        {
            if (!got.TryGetPropertyValue(name, out var actual)) yield return $"{path}.{name} is missing";
            else foreach (var fault in Compare(value, actual, $"{path}.{name}")) yield return fault;
        }

        if (wanted.ContainsKey(Anything)) yield break;
        foreach (var (name, _) in got.Where(member => !wanted.ContainsKey(member.Key)))
            yield return $"{path}.{name} is not in the example";
    }

    private IEnumerable<string> CompareArrays(JsonArray wanted, JsonArray got, string path)
    {
        var isOpen = wanted is [.., JsonValue last] && $"{last}" == Anything;
        var items = isOpen ? wanted.SkipLast(1).ToList() : [.. wanted];
        if (isOpen ? got.Count < items.Count : got.Count != items.Count)
            return [$"{path} has {got.Count} items, not {items.Count}"];
        return items.SelectMany((item, at) => Compare(item, got[at], $"{path}[{at}]"));
    }

    /// <summary>Whether a text is as in the example; a name that is new takes it for its value.</summary>
    public bool IsText(string wanted, string got)
    {
        if (Name.Match(wanted) is { Success: true } name && name.Length == wanted.Length
            && names.TryAdd(name.Groups[1].Value, got))
            return true;
        return Regex.IsMatch(
            got,
            $"^{string.Join(".*", Filled(wanted).Split(Anything).Select(Regex.Escape))}$",
            RegexOptions.Singleline);
    }

    private static string Differs(string path, JsonNode? example, JsonNode? actual) =>
        $"{path} is {actual?.ToJsonString() ?? "null"}, not {example?.ToJsonString() ?? "null"}";

    // Makes JSON of it: a bare … becomes a text, or a member.
    private static string Quoted(string example)
    {
        var json = new StringBuilder();
        var open = new Stack<char>();
        var (isText, last) = (false, ' ');
        for (var at = 0; at < example.Length; at++)
        {
            var c = example[at];
            if (c == '"' && (at == 0 || example[at - 1] != '\\')) isText = !isText;
            else if (isText) { }
            else if (c is '{' or '[') open.Push(c);
            else if (c is '}' or ']') open.Pop();
            if (!isText && c == '…')
                json.Append(open.TryPeek(out var around) && around == '{' && last != ':' ? "\"…\":\"…\"" : "\"…\"");
            else json.Append(c);
            if (!char.IsWhiteSpace(c)) last = c;
        }

        return json.ToString();
    }

    [GeneratedRegex(@"\{([a-z_]+)\}")]
    private static partial Regex Name { get; }
}
