using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Zhiyu.Bench.Rig;

namespace Zhiyu.Tests.Support;

/// <summary>A server of chat completions on a socket of its own, which answers, or fails, as it is told.</summary>
internal sealed class FakeOpenAiServer : IAsyncDisposable
{
    private readonly IReadOnlyList<RequestDelegate> _script;
    private readonly List<ModelRequest> _requests = [];
    private OpenAiServer? _server;

    private FakeOpenAiServer(IReadOnlyList<RequestDelegate> script) => _script = script;

    /// <summary>Its address without a path, as a resource of Azure OpenAI is named.</summary>
    public Uri Endpoint => _server!.Endpoint;

    public Uri BaseUrl => _server!.BaseUrl;

    /// <summary>When set, what it answers from now on, whatever the script says.</summary>
    public RequestDelegate? Answer { get; set; }

    /// <summary>The requests in the order of their coming.</summary>
    public IReadOnlyList<ModelRequest> Requests
    {
        get
        {
            lock (_requests) return [.. _requests];
        }
    }

    /// <param name="script">An answer for each request; the last one for all that follow.</param>
    public static async Task<FakeOpenAiServer> Start(params RequestDelegate[] script)
    {
        var server = new FakeOpenAiServer(script);
        server._server = await OpenAiServer.StartAsync(
            server.ReceiveAsync, TestContext.Current.CancellationToken);
        return server;
    }

    /// <summary>The answer of a healthy server.</summary>
    public static RequestDelegate Says(string? content, string finishReason = "stop", bool tellsUsage = true) =>
        Sends(OpenAiServer.Completion(content, tellsUsage ? (21, 4) : null, finishReason: finishReason));

    /// <summary>An answer without a choice that tells what it took all the same.</summary>
    public static RequestDelegate OffersNothing { get; } = Sends(
        $$"""{"id":"1","object":"chat.completion","created":1700000000,"model":"m","choices":[]{{Usage}}}""");

    public static RequestDelegate Sends(
        string body, int status = StatusCodes.Status200OK, string type = "application/json") => context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        return context.Response.WriteAsync(body, context.RequestAborted);
    };

    /// <summary>Bytes as they are, with headers that say anything of them.</summary>
    public static RequestDelegate SendsBytes(
        byte[] body, int status, string? type, IReadOnlyDictionary<string, string> headers) => async context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        foreach (var (name, value) in headers) context.Response.Headers[name] = value;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    };

    /// <summary>Compresses its answer although it was not asked to.</summary>
    /// <param name="packing">gzip, br or deflate; empty for none.</param>
    /// <param name="isTold">Whether it says so.</param>
    public static RequestDelegate SendsPacked(
        string body, string packing, string? type = "application/json", int status = StatusCodes.Status200OK,
        IReadOnlyDictionary<string, string>? headers = null, bool isTold = true)
    {
        using var packed = new MemoryStream();
        using (Stream stream = packing switch
        {
            "gzip" => new GZipStream(packed, CompressionMode.Compress, leaveOpen: true),
            "br" => new BrotliStream(packed, CompressionMode.Compress, leaveOpen: true),
            "deflate" => new ZLibStream(packed, CompressionMode.Compress, leaveOpen: true),
            _ => packed,
        }) stream.Write(Encoding.UTF8.GetBytes(body));
        var all = new Dictionary<string, string>(headers ?? new Dictionary<string, string>());
        if (isTold && packing.Length > 0) all["Content-Encoding"] = packing;
        return SendsBytes(packed.ToArray(), status, type, all);
    }

    /// <param name="retryAfter">The header, which has two forms.</param>
    public static RequestDelegate Refuses(int status, string? retryAfter = null, string body = "{}") => context =>
    {
        if (retryAfter is not null) context.Response.Headers.RetryAfter = retryAfter;
        return Sends(body, status)(context);
    };

    /// <summary>Takes the request and says nothing for as long as the client waits.</summary>
    public static Task SaysNothing(HttpContext context) =>
        Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);

    /// <summary>Sends headers and the beginning of a body, then nothing for as long as the client waits.</summary>
    public static async Task StallsAfterHeaders(HttpContext context)
    {
        await BeginsAsync(context);
        await SaysNothing(context);
    }

    /// <summary>Sends a byte every 50 ms for as long as the client waits.</summary>
    public static async Task Drips(HttpContext context)
    {
        await BeginsAsync(context);
        while (true)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, context.RequestAborted);
            await context.Response.WriteAsync(" ", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
    }

    /// <summary>Sends a valid answer of ten million characters.</summary>
    public static RequestDelegate SaysFarTooMuch { get; } = Says(new string('a', 10_000_000));

    public static Task Drops(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }

    public static async Task DropsInTheBody(HttpContext context)
    {
        await BeginsAsync(context);
        context.Abort();
    }

    public ValueTask DisposeAsync() => _server!.DisposeAsync();

    private const string Usage =
        """, "usage": { "prompt_tokens": 21, "completion_tokens": 4, "total_tokens": 25 }""";

    private static async Task BeginsAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync("{\"id\":", context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }

    private async Task ReceiveAsync(HttpContext context)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        var answer = Record(new ModelRequest(
            body.RootElement.Clone(),
            context.Request.Path + context.Request.QueryString,
            context.Request.Headers.Authorization.ToString(),
            context.Request.Headers["api-key"].ToString()));
        try
        {
            await answer(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client left, which is what a stalled answer waits for.
        }
    }

    private RequestDelegate Record(ModelRequest request)
    {
        lock (_requests)
        {
            _requests.Add(request);
            return Answer ?? _script[Math.Min(_requests.Count, _script.Count) - 1];
        }
    }
}

/// <summary>What a server of models was asked.</summary>
internal sealed record ModelRequest(JsonElement Body, string Address, string Authorization, string ApiKey)
{
    public IEnumerable<(string? Role, string? Text)> Messages =>
        Body.GetProperty("messages").EnumerateArray().Select(message =>
            (message.GetProperty("role").GetString(), TextOf(message.GetProperty("content"))));

    private static string? TextOf(JsonElement content) => content.ValueKind == JsonValueKind.Array
        ? content[0].GetProperty("text").GetString()
        : content.GetString();
}
