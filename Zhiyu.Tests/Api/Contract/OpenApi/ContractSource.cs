using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Api.Contract.OpenApi;

/// <summary><c>docs/contract.yaml</c>, the half that is written by hand; its head says what is what.</summary>
internal sealed record ContractSource(
    JsonObject Info,
    IReadOnlyDictionary<string, string> Access,
    IReadOnlyDictionary<string, SourceOperation> Operations,
    IReadOnlyDictionary<string, JsonObject> Parameters,
    IReadOnlyDictionary<string, JsonObject> Ids,
    IReadOnlyDictionary<string, JsonObject> Schemas)
{
    private static readonly JsonSerializerOptions Strict = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
    };

    public static ContractSource Read() =>
        Yaml.Read(Repository.PathOf("docs", "contract.yaml")).Deserialize<ContractSource>(Strict)!;
}

internal sealed record SourceOperation(
    string Call,
    string Access,
    string Does,
    string? More = null,
    string? Id = null,
    IReadOnlyList<string>? Query = null,
    string? Body = null,
    bool Optional = false,
    JsonNode? Gives = null,
    string? Plain = null,
    IReadOnlyList<string>? Refuses = null)
{
    public string Method => Call.Split(' ')[0];

    public string Path => Call.Split(' ')[1];

    /// <summary>Whether its answer is made whole before it is sent: what streams has no tag.</summary>
    public bool HasTag =>
        Method == "GET" && Plain?.Split(" or ")[0] is not ("text/event-stream" or "application/jsonl");

    /// <summary>What an envelope holds, by status.</summary>
    public IEnumerable<(int Status, Given Given)> Answers => Gives switch
    {
        JsonObject several => several.Select(each => (
            int.Parse(each.Key, CultureInfo.InvariantCulture), Given.Parse($"{each.Value}"))),
        null => [],
        var one => [(200, Given.Parse($"{one}"))],
    };
}

/// <param name="Data">A type of the wire, by its name.</param>
/// <param name="IsPage">Whether there are many of them.</param>
/// <param name="Meta">Likewise.</param>
internal sealed record Given(string Data, bool IsPage, string Meta)
{
    public static Given Parse(string text)
    {
        var parts = text.Split(" + ");
        var isPage = parts[0].EndsWith("[]", StringComparison.Ordinal);
        return new Given(
            parts[0].TrimEnd('[', ']'), isPage, parts is [_, var meta] ? meta : isPage ? "PageMeta" : "NoMeta");
    }
}
