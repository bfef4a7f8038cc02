using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Zhiyu.Bench.Rig;

/// <summary>An OpenAI-compatible model that always takes the same time and never says the same thing twice.</summary>
internal sealed class ModelServer : IAsyncDisposable
{
    // Fewer than the app reserves for any of its prompts and answers: a provider that charges more than was asked for
    // is not what is measured here.
    private const int PromptTokens = 600;
    private const int AnswerTokens = 60;

    private readonly WebApplication _app;
    private readonly Chatter _chatter;
    private int _inFlight;
    private int _mostInFlight;
    private int _calls;
    private int _answers;
    private long _lastCalledAt;

    private ModelServer(Chatter chatter)
    {
        _chatter = chatter;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    public string BaseUrl => $"{_app.Urls.First()}/v1";

    /// <summary>How long each answer takes.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>Is asked before each answer; true when it has answered in its own way, as with a fault.</summary>
    public Func<HttpContext, Task<bool>> Fault { get; set; } = _ => Task.FromResult(false);

    /// <summary>The timestamp at which it was asked last; 0 before.</summary>
    public long LastCalledAt => Volatile.Read(ref _lastCalledAt);

    public int Calls => Volatile.Read(ref _calls);

    /// <summary>Tokens of all that it answered, whether or not anybody was there to hear it.</summary>
    public long TokensCharged => (long)Volatile.Read(ref _answers) * (PromptTokens + AnswerTokens);

    public int MostInFlight => Volatile.Read(ref _mostInFlight);

    public static async Task<ModelServer> StartAsync(Chatter chatter, CancellationToken cancellationToken)
    {
        var server = new ModelServer(chatter);
        await server._app.StartAsync(cancellationToken);
        return server;
    }

    public void Reset() => (_calls, _mostInFlight) = (0, 0);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var inFlight = Interlocked.Increment(ref _inFlight);
        Interlocked.Increment(ref _calls);
        Volatile.Write(ref _lastCalledAt, TimeProvider.System.GetTimestamp());
        // Two at once may both be the most: the larger number wins.
        for (var most = _mostInFlight; inFlight > most; most = _mostInFlight)
            Interlocked.CompareExchange(ref _mostInFlight, inFlight, most);
        try
        {
            using var request = await JsonDocument.ParseAsync(
                context.Request.Body, cancellationToken: context.RequestAborted);
            if (await Fault(context)) return;
            if (Latency > TimeSpan.Zero)
                await Task.Delay(Latency, TimeProvider.System, context.RequestAborted);
            Interlocked.Increment(ref _answers);
            await SayAsync(context, AsksForPost(request.RootElement) ? _chatter.Post() : _chatter.Reply());
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Whoever asked has died or given up.
        }
        finally
        {
            Interlocked.Decrement(ref _inFlight);
        }
    }

    // The prompt shows the form of the answer that it wants.
    private static bool AsksForPost(JsonElement request) => request.GetProperty("messages").EnumerateArray()
        .Any(message => message.GetRawText().Contains("\\\"action\\\":\\\"post\\\"", StringComparison.Ordinal));

    private static Task SayAsync(HttpContext context, string content)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(
            $$"""
            {
              "id": "1", "object": "chat.completion", "created": 1700000000, "model": "bench",
              "choices": [{
                "index": 0, "finish_reason": "stop",
                "message": { "role": "assistant", "content": {{JsonSerializer.Serialize(content)}} }
              }],
              "usage": { "prompt_tokens": {{PromptTokens}}, "completion_tokens": {{AnswerTokens}} }
            }
            """,
            context.RequestAborted);
    }
}
