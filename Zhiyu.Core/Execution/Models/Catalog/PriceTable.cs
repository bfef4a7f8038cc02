using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Zhiyu.Core.Execution.Models.Catalog;

/// <summary>Published prices, from the embedded file <c>prices.yaml</c>.</summary>
internal static class PriceTable
{
    private static readonly Lazy<Dictionary<string, Row>> Rows = new(Load);

    /// <summary>The price of a model by its name at the provider; null when the table does not have it.</summary>
    public static ModelPrice? Of(string model) =>
        Rows.Value.TryGetValue(model, out var row) ? new ModelPrice(row.Input, row.Output) : null;

    private static Dictionary<string, Row> Load()
    {
        using var stream = typeof(PriceTable).Assembly.GetManifestResourceStream(typeof(PriceTable), "prices.yaml")!;
        using var reader = new StreamReader(stream);
        return new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).Build()
            .Deserialize<Dictionary<string, Row>>(reader);
    }

    private sealed class Row
    {
        public required decimal Input { get; init; }
        public required decimal Output { get; init; }
    }
}
