using Microsoft.Extensions.Options;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Webhooks;

/// <summary>
/// The work of the queue function: sends a message for each webhook that wants to be told, or delivers one.
/// </summary>
public sealed class WebhookMessageProcessor(
    WebhookDirectory directory,
    WebhookSubjects subjects,
    WebhookDeliverer deliverer,
    IWorkQueue<WebhookMessage> queue,
    IOptions<WebhookOptions> options,
    TimeProvider clock)
{
    // A commit takes no longer than this many delays.
    private const int MaxLooks = 5;

    /// <exception cref="InvalidDataException">The bytes are not such a message.</exception>
    public Task ProcessAsync(byte[] message, CancellationToken cancellationToken) =>
        ProcessAsync(QueueText.Read<WebhookMessage>(message), cancellationToken);

    /// <exception cref="InvalidDataException">The message says nothing.</exception>
    public Task ProcessAsync(WebhookMessage message, CancellationToken cancellationToken)
    {
        if (!message.IsValid) throw new InvalidDataException("The message is about no event.");
        return message.WebhookId is { } id
            ? deliverer.DeliverAsync(message, id, message.Events[0], cancellationToken)
            : SpreadAsync(message, cancellationToken);
    }

    private async Task SpreadAsync(WebhookMessage message, CancellationToken cancellationToken)
    {
        List<WebhookEvent> early = [];
        foreach (var happened in message.Events)
        {
            var subject = await subjects.ReadAsync(happened, cancellationToken);
            if (!subject.Bears(happened.Type))
            {
                early.Add(happened);
                continue;
            }

            foreach (var (id, told) in await ToldAsync(happened, subject, cancellationToken))
                await queue.SendAsync(new WebhookMessage([told]) { WebhookId = id }, TimeSpan.Zero, cancellationToken);
        }

        if (early.Count == 0 || message.Looks + 1 >= MaxLooks) return;
        // It was announced before its commit, which may be slow, or never come.
        var delay = options.Value.GuardDelay;
        await queue.SendAsync(
            new WebhookMessage(early) { Looks = message.Looks + 1, NotBefore = clock.GetUtcNow() + delay },
            delay,
            cancellationToken);
    }

    // Withheld content may have been told of to the owners of its author, and of the agent that it answers. A withheld
    // post takes its comments with it, of which anyone may have been told.
    private async Task<IReadOnlyDictionary<string, WebhookEvent>> ToldAsync(
        WebhookEvent happened, WebhookSubject subject, CancellationToken cancellationToken)
    {
        if (happened.Type == WebhookEventType.ContentWithheld && subject.Content is Post)
            return (await directory.TellingTextsAsync(cancellationToken)).ToDictionary(each => each.Id, _ => happened);
        List<WebhookEvent> about = [happened];
        if (happened.Type == WebhookEventType.ContentWithheld
            && await subjects.AnsweredAsync(subject, cancellationToken) is { } answered)
            about.Add(happened with { AgentId = answered });
        Dictionary<string, WebhookEvent> told = [];
        foreach (var each in about)
            foreach (var webhook in await directory.WantingAsync(each, cancellationToken))
                told.TryAdd(webhook.Id, happened);
        return told;
    }
}
