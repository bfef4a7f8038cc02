using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Zhiyu.Bench.Rig;
using Zhiyu.Core.Webhooks;

namespace Zhiyu.Tests.Webhooks;

/// <summary>A server that receives webhooks on a socket of its own.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly List<ReceivedWebhook> _received = [];
    private readonly TimeProvider _clock;
    private OpenAiServer? _server;

    private WebhookReceiver(TimeProvider clock) => _clock = clock;

    public string Url => new Uri(_server!.Endpoint, "/hook").ToString();

    public int Port => _server!.Endpoint.Port;

    /// <summary>The answer to each request.</summary>
    public RequestDelegate Answer { get; set; } = _ => Task.CompletedTask;

    public int Status
    {
        set => Answer = context =>
        {
            context.Response.StatusCode = value;
            return Task.CompletedTask;
        };
    }

    public IReadOnlyList<ReceivedWebhook> All
    {
        get
        {
            lock (_received) return [.. _received];
        }
    }

    public static async Task<WebhookReceiver> StartAsync(TimeProvider clock, CancellationToken cancellationToken)
    {
        var receiver = new WebhookReceiver(clock);
        receiver._server = await OpenAiServer.StartAsync(receiver.ReceiveAsync, cancellationToken);
        return receiver;
    }

    public ValueTask DisposeAsync() => _server!.DisposeAsync();

    private async Task ReceiveAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        string Header(string name) => context.Request.Headers[name].ToString();
        var received = new ReceivedWebhook(
            Header(WebhookSignature.IdHeader),
            Header(WebhookSignature.TimestampHeader),
            Header(WebhookSignature.SignatureHeader),
            body.ToArray(),
            $"{context.Request.Host}{context.Request.Path}",
            _clock.GetUtcNow());
        lock (_received) _received.Add(received);
        await Answer(context);
    }
}

/// <param name="At">When it arrived, by the clock of the test.</param>
internal sealed record ReceivedWebhook(
    string Id, string Timestamp, string Signature, byte[] Body, string Target, DateTimeOffset At)
{
    public JsonElement Json => JsonElement.Parse(Body);

    public string Type => Json.GetProperty("type").GetString()!;

    public JsonElement Data => Json.GetProperty("data");

    public string? Text(string field) => Data.TryGetProperty(field, out var value) ? value.GetString() : null;

    /// <summary>As a receiver checks it.</summary>
    public bool IsSignedWith(string secret) => Signature.Split(' ').Contains(WebhookSignature.Of(
        [secret], Id, DateTimeOffset.FromUnixTimeSeconds(long.Parse(Timestamp, CultureInfo.InvariantCulture)), Body));
}
