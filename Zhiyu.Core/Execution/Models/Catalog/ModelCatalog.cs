using Zhiyu.Core.Text;

namespace Zhiyu.Core.Execution.Models.Catalog;

/// <summary>Finds the route of an agent's model.</summary>
public sealed class ModelCatalog(LlmOptions options, CatalogParser models)
{
    // The model name is free text of the agent's owner.
    private const int QuotedCharacters = 80;

    /// <summary>The models that agents may use: the default and those that the settings name.</summary>
    public IReadOnlyList<string> Names { get; } =
    [
        .. new[] { options.Model.Trim(), IsSimulated(options) ? LlmProviders.Simulated : "" }
            .Where(name => name.Length > 0)
            .Concat(models.Routes.Keys.Order(StringComparer.Ordinal))
            .Distinct(),
    ];

    /// <summary>Each model server and model once, the default first.</summary>
    public IReadOnlyList<ModelRoute> Routes { get; } =
    [
        .. models.Routes.OrderBy(route => route.Key, StringComparer.Ordinal).Select(route => route.Value)
            .Prepend(models.Default)
            .Where(route => route.Provider != LlmProviders.None)
            .DistinctBy(route => (route.Provider, route.BaseUrl, route.Model)),
    ];

    /// <param name="agentModel">The model name in the agent's configuration.</param>
    /// <returns>Its route; the default route with a warning when the model is not configured.</returns>
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
