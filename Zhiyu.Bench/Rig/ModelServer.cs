using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Zhiyu.Bench.Rig;

/// <summary>An OpenAI-compatible model with constant latency that never repeats a text.</summary>
internal sealed class ModelServer : IAsyncDisposable
{
    // Fewer than the app reserves for any prompt and answer, because excess is not measured here.
    private const int PromptTokens = 600;
    private const int AnswerTokens = 60;

    private readonly Chatter _chatter;
    private OpenAiServer? _server;
    private int _inFlight;
    private int _mostInFlight;
    private int _calls;
    private int _answers;
    private long _lastCalledAt;

    private ModelServer(Chatter chatter) => _chatter = chatter;

    public string BaseUrl => _server!.BaseUrl.ToString();

    /// <summary>The latency of each answer.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>
    /// Called before each answer; returns true when it has answered itself, for example with an error.
    /// </summary>
    public Func<HttpContext, Task<bool>> Fault { get; set; } = _ => Task.FromResult(false);

    /// <summary>The timestamp of the last call; 0 before the first.</summary>
    public long LastCalledAt => Volatile.Read(ref _lastCalledAt);

    public int Calls => Volatile.Read(ref _calls);

    /// <summary>The tokens of all answers, even if the client had disconnected.</summary>
    public long TokensCharged => (long)Volatile.Read(ref _answers) * (PromptTokens + AnswerTokens);

    public int MostInFlight => Volatile.Read(ref _mostInFlight);

    public static async Task<ModelServer> StartAsync(Chatter chatter, CancellationToken cancellationToken)
    {
        var server = new ModelServer(chatter);
        server._server = await OpenAiServer.StartAsync(server.AnswerAsync, cancellationToken);
        return server;
    }

    public void Reset() => (_calls, _mostInFlight) = (0, 0);

    public ValueTask DisposeAsync() => _server!.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var inFlight = Interlocked.Increment(ref _inFlight);
        Interlocked.Increment(ref _calls);
        Volatile.Write(ref _lastCalledAt, TimeProvider.System.GetTimestamp());
        // Keeps the higher value when two calls set the maximum at once.
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
            // The client crashed or gave up.
        }
        finally
        {
            Interlocked.Decrement(ref _inFlight);
        }
    }

    // The prompt contains the expected format of the answer.
    private static bool AsksForPost(JsonElement request) => request.GetProperty("messages").EnumerateArray()
        .Any(message => message.GetRawText().Contains("\\\"action\\\":\\\"post\\\"", StringComparison.Ordinal));

    private static Task SayAsync(HttpContext context, string content)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(
            OpenAiServer.Completion(content, (PromptTokens, AnswerTokens), model: "bench"),
            context.RequestAborted);
    }
}
