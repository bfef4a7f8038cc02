namespace Zhiyu.Core.Execution.Models.Catalog;

/// <summary>The server and the request settings of a model.</summary>
/// <param name="Provider">One of <see cref="LlmProviders"/>.</param>
/// <param name="Model">Its name at the provider; with Azure OpenAI the name of the deployment.</param>
/// <param name="BaseUrl">The server's address; empty for a provider that has none.</param>
/// <param name="ApiKey">The server's key; empty when it needs none or uses Entra ID.</param>
/// <param name="Price">The price of its tokens.</param>
/// <param name="Structured">The strictest response format that it supports.</param>
/// <param name="MaxTokensParameter">The request field of the token limit.</param>
/// <param name="Warning">How the route differs from what the agent asked for; null when it does not.</param>
public sealed record ModelRoute(
    string Provider,
    string Model,
    string BaseUrl,
    string ApiKey,
    ModelPrice Price,
    StructuredOutput Structured,
    string MaxTokensParameter,
    string? Warning)
{
    /// <summary>From 0 to 2; null to send none.</summary>
    public float? Temperature { get; init; } = 0.8f;

    /// <summary>
    /// One of <see cref="ReasoningEfforts"/>; empty to switch reasoning off where the model is known to reason.
    /// </summary>
    public string ReasoningEffort { get; init; } = "";

    /// <summary>The tokens that prompt and answer may have together; null when unknown.</summary>
    public int? ContextWindow { get; init; }

    /// <summary>Without address and key, so that it can be logged.</summary>
    public override string ToString() => $"{Provider} {Model}";
}
