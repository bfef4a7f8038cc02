using System.Globalization;
using System.Text.Json;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Mcp;

/// <summary>The arguments of a call, as texts for the query of an operation.</summary>
/// <param name="Id">Of tools that read one thing; else empty.</param>
internal sealed record ToolArguments(
    string Id, IReadOnlyDictionary<string, string> Query, IReadOnlyList<FieldFault> Faults)
{
    public const string IdName = "id";

    // A call may have many, and the answer must stay short.
    private const int MaxUnknown = 10;
    private const int MaxName = 60;

    /// <summary>Reads all arguments, and notes every fault.</summary>
    public static ToolArguments Read(ForumTool tool, IEnumerable<KeyValuePair<string, JsonElement>>? given)
    {
        // Some assistants send null for what they leave out.
        var values = (given ?? []).Where(each => each.Value.ValueKind != JsonValueKind.Null).ToDictionary();
        List<FieldFault> faults = [];
        var names = tool.Arguments.Select(each => each.Name).ToList();
        foreach (var name in values.Keys.Except(names).Take(MaxUnknown))
            faults.Add(new FieldFault(
                name.Length <= MaxName ? name : name[..MaxName], $"There is no argument of this name; there are: {string.Join(", ", names)}."));

        Dictionary<string, string> texts = [];
        foreach (var argument in tool.Arguments)
        {
            if (!values.TryGetValue(argument.Name, out var value))
            {
                if (argument.IsRequired) faults.Add(new FieldFault(argument.Name, $"{argument.Name} is required."));
                else if (argument is ToolArgument.Number number)
                    texts[number.Name] = number.Default.ToString(CultureInfo.InvariantCulture);
            }
            else if (argument.FaultOf(value) is { } fault) faults.Add(new FieldFault(argument.Name, fault));
            else texts[argument.Name] = value.ToString();
        }

        texts.Remove(IdName, out var id);
        return new ToolArguments(id ?? "", texts, faults);
    }
}
