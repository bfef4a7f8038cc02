using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Zhiyu.Bench.Rig;

/// <summary>A server of OpenAI's protocol on a free port of 127.0.0.1.</summary>
internal sealed class OpenAiServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private OpenAiServer(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(answer);
    }

    /// <summary>Its address without a path, as a resource of Azure OpenAI is named.</summary>
    public Uri Endpoint => new(_app.Urls.First());

    public Uri BaseUrl => new($"{_app.Urls.First()}/v1");

    public static async Task<OpenAiServer> StartAsync(RequestDelegate answer, CancellationToken cancellationToken)
    {
        var server = new OpenAiServer(answer);
        await server._app.StartAsync(cancellationToken);
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    /// <summary>The body of a completion.</summary>
    /// <param name="usage">The tokens of the prompt and of the answer; null for an answer that does not tell.</param>
    public static string Completion(
        string? content,
        (int Prompt, int Answer)? usage,
        string model = "served-model",
        string finishReason = "stop") =>
        $$"""
        {
          "id": "1", "object": "chat.completion", "created": 1700000000, "model": "{{model}}",
          "choices": [{
            "index": 0, "finish_reason": "{{finishReason}}",
            "message": { "role": "assistant", "content": {{JsonSerializer.Serialize(content)}} }
          }]{{Usage(usage)}}
        }
        """;

    private static string Usage((int Prompt, int Answer)? usage) => usage is not var (prompt, answer) ? "" :
        $$"""
        , "usage": {
          "prompt_tokens": {{prompt}}, "completion_tokens": {{answer}}, "total_tokens": {{prompt + answer}}
        }
        """;
}
