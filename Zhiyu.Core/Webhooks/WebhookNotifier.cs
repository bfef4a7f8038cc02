using Microsoft.Extensions.Options;
using Zhiyu.Core.Queues;

namespace Zhiyu.Core.Webhooks;

/// <summary>Puts what happened in the queue, if a webhook wants to be told.</summary>
/// <remarks>
/// Costs one storage transaction where one does, and none where none does. It is called before the work that it is
/// about is marked as done: after a crash in between it is called again, and the messages have the same ids.
/// </remarks>
public sealed class WebhookNotifier(
    WebhookDirectory directory, IWorkQueue<WebhookMessage> queue, IOptions<WebhookOptions> options)
{
    /// <returns>Whether a webhook wants to be told.</returns>
    public async Task<bool> NotifyAsync(IReadOnlyList<WebhookEvent> events, CancellationToken cancellationToken) =>
        await SendAsync(events, TimeSpan.Zero, cancellationToken) is not null;

    /// <summary>
    /// Announces a change before it is committed. Without <see cref="RevealAsync"/>, as after a crash, it is looked for
    /// after the delay.
    /// </summary>
    /// <returns>Null when no webhook wants to be told.</returns>
    public Task<MessageReceipt?> AnnounceAsync(
        IReadOnlyList<WebhookEvent> events, CancellationToken cancellationToken) =>
        SendAsync(events, options.Value.GuardDelay, cancellationToken);

    public Task RevealAsync(MessageReceipt? announced, CancellationToken cancellationToken) =>
        announced is null ? Task.CompletedTask : queue.RevealAsync(announced, cancellationToken);

    private async Task<MessageReceipt?> SendAsync(
        IReadOnlyList<WebhookEvent> events, TimeSpan delay, CancellationToken cancellationToken)
    {
        List<WebhookEvent> wanted = [];
        foreach (var happened in events)
            if (await directory.MayWantAsync(happened, cancellationToken)) wanted.Add(happened);
        return wanted.Count == 0
            ? null
            : await queue.SendAsync(new WebhookMessage(wanted), delay, cancellationToken);
    }
}
