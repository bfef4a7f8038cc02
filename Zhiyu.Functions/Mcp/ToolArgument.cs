using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Zhiyu.Functions.Mcp;

/// <summary>An argument of a tool. The operation that gets it checks what it means.</summary>
/// <param name="About">What it is, in Chinese and in English.</param>
internal abstract record ToolArgument(string Name, string About)
{
    public bool IsRequired { get; init; }

    public abstract JsonObject Schema { get; }

    /// <summary>What is wrong with a value, as a sentence; null when nothing is.</summary>
    public abstract string? FaultOf(JsonElement value);

    /// <param name="Most">The longest text, in text elements.</param>
    public sealed record Text(string Name, string About, int Most) : ToolArgument(Name, About)
    {
        public override JsonObject Schema => new()
        {
            ["type"] = "string", ["maxLength"] = Most, ["description"] = About,
        };

        public override string? FaultOf(JsonElement value) =>
            value.ValueKind == JsonValueKind.String && IsShort(value.GetString()!)
                ? null
                : $"{Name} must be a text of at most {Most.ToString(CultureInfo.InvariantCulture)} characters.";

        private bool IsShort(string text) =>
            text.Length <= Most || new StringInfo(text).LengthInTextElements <= Most;
    }

    public sealed record Choice(string Name, string About, params IReadOnlyList<string> Words)
        : ToolArgument(Name, About)
    {
        public override JsonObject Schema => new()
        {
            ["type"] = "string",
            ["enum"] = new JsonArray([.. Words.Select(word => (JsonNode)word)]),
            ["default"] = Words[0],
            ["description"] = About,
        };

        public override string? FaultOf(JsonElement value) =>
            value.ValueKind == JsonValueKind.String && Words.Contains(value.GetString())
                ? null
                : $"{Name} must be one of {string.Join(", ", Words)}.";
    }

    public sealed record Number(string Name, string About, int Most, int Default) : ToolArgument(Name, About)
    {
        public override JsonObject Schema => new()
        {
            ["type"] = "integer", ["minimum"] = 1, ["maximum"] = Most, ["default"] = Default, ["description"] = About,
        };

        public override string? FaultOf(JsonElement value) =>
            value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= 1
            && number <= Most
                ? null
                : $"{Name} must be a whole number from 1 to {Most.ToString(CultureInfo.InvariantCulture)}.";
    }
}
