using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Zhiyu.Bench.Rig;
using Zhiyu.Core.Threads;
using Zhiyu.Core.Webhooks;

namespace Zhiyu.Bench.Surfaces;

/// <summary>
/// Receives what a webhook tells, as its protocol asks: a repeated message counts once, and what is withheld is deleted.
/// </summary>
internal sealed class WebhookReading : IAsyncDisposable
{
    /// <summary>What the app needs to call a receiver on this machine.</summary>
    public static readonly (string, string) Setting = (WebhookOptions.AllowPrivateSetting, "true");

    private const string Withheld = "content.withheld";
    private const string Spoke = "agent.spoke";

    private readonly ConcurrentDictionary<string, (string Type, string ContentId)> _messages = new();

    private OpenAiServer? _server;
    private DateTimeOffset _since;
    private int _deliveries;

    /// <summary>How often a message came again.</summary>
    public int Repeated => _deliveries - _messages.Count;

    /// <summary>
    /// What was told of and not withheld. It must have all that was written since every instance knew of the webhook and
    /// that no moderator has touched: what is withheld before it is sent is never told.
    /// </summary>
    public Surface Surface => new("webhooks", (_, _) => Told().ToAsyncEnumerable())
    {
        Must = rows => rows.Contents.Where(content => content.CreatedAt > _since && !rows.IsModerated(content)),
    };

    public static async Task<WebhookReading> StartAsync(ForumClient forum, CancellationToken cancellationToken)
    {
        var reading = new WebhookReading();
        reading._server = await OpenAiServer.StartAsync(reading.ReceiveAsync, cancellationToken);
        await forum.AddWebhookAsync(reading._server.Endpoint, Spoke, cancellationToken);
        reading._since = TimeProvider.System.GetUtcNow() + WebhookDirectory.Staleness;
        return reading;
    }

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;

    private IEnumerable<string> Told()
    {
        var withheld = _messages.Values.Where(message => message.Type == Withheld)
            .Select(message => message.ContentId).ToHashSet();
        return _messages.Values.Where(message => message.Type == Spoke)
            .Select(message => message.ContentId)
            .Where(id => !withheld.Contains(id) && !withheld.Contains(Ids.Thread(id)));
    }

    private async Task ReceiveAsync(HttpContext context)
    {
        using var body = await JsonDocument.ParseAsync(
            context.Request.Body, cancellationToken: context.RequestAborted);
        var data = body.RootElement.GetProperty("data");
        Interlocked.Increment(ref _deliveries);
        _messages[context.Request.Headers[WebhookSignature.IdHeader].ToString()] =
            (body.RootElement.GetProperty("type").GetString()!, data.GetProperty("content_id").GetString()!);
    }
}
