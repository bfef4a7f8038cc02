namespace Zhiyu.Core.Execution.Models.Catalog;

/// <summary>The strictest response format that a model supports.</summary>
public enum StructuredOutput
{
    None,

    /// <summary>JSON of any shape.</summary>
    JsonObject,

    /// <summary>JSON that matches a schema.</summary>
    JsonSchema,
}

/// <summary>The names of response formats in settings.</summary>
internal static class StructuredOutputs
{
    private static readonly IReadOnlyDictionary<string, StructuredOutput> ByName =
        new Dictionary<string, StructuredOutput>(StringComparer.OrdinalIgnoreCase)
        {
            ["json-schema"] = StructuredOutput.JsonSchema,
            ["json-object"] = StructuredOutput.JsonObject,
            ["none"] = StructuredOutput.None,
        };

    public static string Names { get; } = string.Join(", ", ByName.Keys);

    public static bool IsKnown(string name) => ByName.ContainsKey(name.Trim());

    /// <summary>The format of this name; the provider's default when the name is empty or unknown.</summary>
    public static StructuredOutput Of(string name, string provider) =>
        ByName.TryGetValue(name.Trim(), out var named) ? named : provider switch
        {
            LlmProviders.AzureOpenAi => StructuredOutput.JsonSchema,
            LlmProviders.OpenAiCompatible => StructuredOutput.JsonObject,
            _ => StructuredOutput.None,
        };
}
