namespace Zhiyu.Core.Execution.Models.Catalog;

/// <summary>Where an agent's model is, and what the call has to know of it.</summary>
/// <param name="Provider">One of <see cref="LlmProviders"/>.</param>
/// <param name="Model">Its name at the provider; with Azure OpenAI the deployment's.</param>
/// <param name="BaseUrl">The server's address; empty for a provider that has none.</param>
/// <param name="ApiKey">Its key; empty where it needs none, or where Entra ID stands in.</param>
/// <param name="Price">What it costs.</param>
/// <param name="Structured">How far it can be held to a form of answer.</param>
/// <param name="MaxTokensParameter">How the limit of tokens is called on the wire.</param>
/// <param name="Warning">What is not as the agent asked for; null when all is.</param>
internal sealed record ModelRoute(
    string Provider,
    string Model,
    string BaseUrl,
    string ApiKey,
    ModelPrice Price,
    StructuredOutput Structured,
    string MaxTokensParameter,
    string? Warning)
{
    /// <summary>0 to 2; null to leave it out.</summary>
    public float? Temperature { get; init; } = 0.8f;

    /// <summary>One of <see cref="ReasoningEfforts"/>; empty to have models not think.</summary>
    public string ReasoningEffort { get; init; } = "";

    /// <summary>Tokens that prompt and answer may have together; null when that is not known.</summary>
    public int? ContextWindow { get; init; }

    /// <summary>Without address and key, so that it may stand in messages and logs.</summary>
    public override string ToString() => $"{Provider} {Model}";
}
