using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Zhiyu.Tests.Support;

/// <summary>A server of OpenAI's chat completions on a socket of its own, which answers as it is told.</summary>
internal sealed class FakeOpenAiServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly RequestDelegate _answer;

    private FakeOpenAiServer(RequestDelegate answer)
    {
        _answer = answer;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapPost("/v1/chat/completions", Receive);
    }

    public Uri BaseUrl => new($"{_app.Urls.First()}/v1");

    /// <summary>The requests in the order of their coming.</summary>
    public List<(JsonElement Body, string Authorization)> Requests { get; } = [];

    public static async Task<FakeOpenAiServer> Start(RequestDelegate answer)
    {
        var server = new FakeOpenAiServer(answer);
        await server._app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    /// <summary>The answer of a healthy server.</summary>
    public static RequestDelegate Says(string content, string finishReason = "stop") => Sends($$"""
        {
          "id": "1", "object": "chat.completion", "created": 1700000000, "model": "served-model",
          "choices": [{
            "index": 0, "finish_reason": "{{finishReason}}",
            "message": { "role": "assistant", "content": {{JsonSerializer.Serialize(content)}} }
          }],
          "usage": { "prompt_tokens": 21, "completion_tokens": 4, "total_tokens": 25 }
        }
        """);

    public static RequestDelegate Sends(string body, int status = StatusCodes.Status200OK) => context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(body, context.RequestAborted);
    };

    /// <summary>Takes the request and says nothing for as long as the client waits.</summary>
    public static Task SaysNothing(HttpContext context) =>
        Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);

    /// <summary>Sends headers and the beginning of a body, then nothing for as long as the client waits.</summary>
    public static async Task StallsAfterHeaders(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync("{\"id\":", context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        await SaysNothing(context);
    }

    public static Task Drops(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task Receive(HttpContext context)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        Requests.Add((body.RootElement.Clone(), context.Request.Headers.Authorization.ToString()));
        try
        {
            await _answer(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client left, which is what a stalled answer waits for.
        }
    }
}
