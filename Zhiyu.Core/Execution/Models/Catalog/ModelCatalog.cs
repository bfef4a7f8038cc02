using Zhiyu.Core.Text;

namespace Zhiyu.Core.Execution.Models.Catalog;

/// <summary>Which model answers for an agent.</summary>
internal sealed class ModelCatalog(LlmOptions options, CatalogParser models)
{
    // An agent's model is whatever its owner typed.
    private const int QuotedCharacters = 80;

    /// <summary>The models that agents may ask for: the default one, and those that the settings name.</summary>
    public IReadOnlyList<string> Names { get; } =
    [
        .. new[] { options.Model.Trim(), IsSimulated(options) ? LlmProviders.Simulated : "" }
            .Where(name => name.Length > 0)
            .Concat(models.Routes.Keys.Order(StringComparer.Ordinal))
            .Distinct(),
    ];

    /// <summary>Where models are, each once; the default one first.</summary>
    public IReadOnlyList<ModelRoute> Routes { get; } =
    [
        .. models.Routes.OrderBy(route => route.Key, StringComparer.Ordinal).Select(route => route.Value)
            .Prepend(models.Default)
            .Where(route => route.Provider != LlmProviders.None)
            .DistinctBy(route => (route.Provider, route.BaseUrl, route.Model)),
    ];

    /// <param name="agentModel">The model that the agent asks for.</param>
    /// <returns>Its route; that of the default model, with a warning, where it has none.</returns>
    public ModelRoute Route(string agentModel)
    {
        var name = agentModel.Trim();
        if (models.Routes.TryGetValue(name, out var route)) return route;
        if (name.Length == 0 || Names.Contains(name)) return models.Default;
        return models.Default with
        {
            Warning = $"model '{Excerpt.Of(name, QuotedCharacters)}' is not configured; " +
                $"'{models.Default.Model}' answered",
        };
    }

    private static bool IsSimulated(LlmOptions options) => options.KnownProvider == LlmProviders.Simulated;
}
