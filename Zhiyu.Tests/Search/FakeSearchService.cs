using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Zhiyu.Tests.Search;

/// <summary>As much of Azure AI Search as the app calls. It finds documents by the exact text of a query.</summary>
internal sealed partial class FakeSearchService : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FakeSearchService(WebApplication app) => _app = app;

    public ConcurrentQueue<string> Calls { get; } = new();

    public ConcurrentDictionary<string, JsonObject> Documents { get; } = new();

    public JsonObject? Index { get; private set; }

    public JsonObject? LastSearch { get; private set; }

    /// <summary>Sends what is meant for the service's address, which is https, to this server.</summary>
    public HttpMessageHandler Handler => new Redirecting(new Uri(_app.Urls.First()));

    public static async Task<FakeSearchService> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var service = new FakeSearchService(builder.Build());
        service._app.Run(service.AnswerAsync);
        await service._app.StartAsync(cancellationToken);
        return service;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        var request = http.Request;
        Assert.Equal("the key", request.Headers["api-key"]);
        Calls.Enqueue($"{request.Method} {request.Path}");
        var body = request.ContentLength > 0 || request.Headers.TransferEncoding.Count > 0
            ? (await JsonNode.ParseAsync(request.Body))!.AsObject()
            : [];
        JsonNode? answer = request.Path.Value!.Split('/')[^1] switch
        {
            var index when index == "indexes('zhiyu-1')" => Index = body,
            "docs('position')" => Documents.GetValueOrDefault("position"),
            "search.index" => Put(body),
            "search.post.search" => Find(body),
            _ => null,
        };
        http.Response.StatusCode = answer is null ? 404 : 200;
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(
            answer?.ToJsonString() ?? """{"error":{"code":"ResourceNotFound","message":"nothing"}}""");
    }

    private JsonObject Put(JsonObject body)
    {
        var documents = body["value"]!.AsArray().Select(document => document!.DeepClone().AsObject()).ToList();
        foreach (var document in documents) Documents[$"{document["id"]}"] = document;
        return new JsonObject
        {
            ["value"] = new JsonArray([.. documents.Select(document => new JsonObject
            {
                ["key"] = $"{document["id"]}", ["status"] = true, ["errorMessage"] = null, ["statusCode"] = 200,
            })]),
        };
    }

    private JsonObject Find(JsonObject body)
    {
        LastSearch = body;
        var wanted = Quoted.Matches($"{body["search"]}").Select(match => match.Groups[1].Value).ToList();
        return new JsonObject
        {
            ["value"] = new JsonArray([.. Documents.Values
                .Where(document => wanted.All(text => $"{document["words"]}".Contains(text, StringComparison.Ordinal)))
                .Where(document => $"{document["id"]}" != "position")
                .Select(document => new JsonObject
                {
                    ["@search.score"] = 1, ["id"] = $"{document["id"]}",
                })
                .Skip((int)body["skip"]!).Take((int)body["top"]!)]),
        };
    }

    [GeneratedRegex("exact:\"([^\"]*)\"")]
    private static partial Regex Quoted { get; }

    private sealed class Redirecting(Uri server) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.RequestUri = new Uri(server, request.RequestUri!.PathAndQuery);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
