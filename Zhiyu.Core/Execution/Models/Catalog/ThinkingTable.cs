using System.Text.Json.Nodes;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Zhiyu.Core.Execution.Models.Catalog;

/// <summary>Which models reason and how to switch that off, from the embedded file <c>thinking.yaml</c>.</summary>
internal static class ThinkingTable
{
    private static readonly Lazy<Table> Known = new(Load);

    /// <summary>Whether a model is known to reason before it answers.</summary>
    public static bool Thinks(string model)
    {
        var name = model[(model.LastIndexOf('/') + 1)..].ToLowerInvariant();
        return Known.Value.Models.Exists(known => name.StartsWith(known, StringComparison.Ordinal));
    }

    /// <summary>The request fields that switch off reasoning at a server.</summary>
    public static JsonObject Off(string host)
    {
        var server = Known.Value.Servers.First(server => server.Hosts.Count == 0 || server.Hosts.Exists(known =>
            host == known || host.EndsWith($".{known}", StringComparison.Ordinal)));
        return JsonNode.Parse(server.Off)!.AsObject();
    }

    private static Table Load()
    {
        using var stream =
            typeof(ThinkingTable).Assembly.GetManifestResourceStream(typeof(ThinkingTable), "thinking.yaml")!;
        using var reader = new StreamReader(stream);
        return new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).Build()
            .Deserialize<Table>(reader);
    }

    private sealed class Table
    {
        public required List<string> Models { get; init; }
        public required List<Server> Servers { get; init; }
    }

    private sealed class Server
    {
        public required List<string> Hosts { get; init; }
        public required string Off { get; init; }
    }
}
