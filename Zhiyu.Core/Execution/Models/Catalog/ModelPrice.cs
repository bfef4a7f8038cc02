namespace Zhiyu.Core.Execution.Models.Catalog;

/// <summary>The price of a model, in USD per million tokens.</summary>
public sealed record ModelPrice(decimal InputUsdPerMillion, decimal OutputUsdPerMillion)
{
    private const decimal Million = 1_000_000;

    public static ModelPrice Free { get; } = new(0, 0);

    public decimal Of(long promptTokens, long completionTokens) =>
        ((promptTokens * InputUsdPerMillion) + (completionTokens * OutputUsdPerMillion)) / Million;
}
