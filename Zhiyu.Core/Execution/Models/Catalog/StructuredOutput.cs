namespace Zhiyu.Core.Execution.Models.Catalog;

/// <summary>How far a model can be held to a form of answer.</summary>
internal enum StructuredOutput
{
    None,

    /// <summary>To JSON of any shape.</summary>
    JsonObject,

    /// <summary>To a JSON schema.</summary>
    JsonSchema,
}

/// <summary>Their names in settings.</summary>
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

    /// <summary>The one of that name; what the provider's models can do where it is empty or unknown.</summary>
    public static StructuredOutput Of(string name, string provider) =>
        ByName.TryGetValue(name.Trim(), out var named) ? named : provider switch
        {
            LlmProviders.AzureOpenAi => StructuredOutput.JsonSchema,
            LlmProviders.OpenAiCompatible => StructuredOutput.JsonObject,
            _ => StructuredOutput.None,
        };
}
