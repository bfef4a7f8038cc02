using Azure.Storage.Queues;
using Zhiyu.Bench.Rig;
using Zhiyu.Core.Runtime;

namespace Zhiyu.Bench.Audit;

/// <summary>Reads the forum's queues directly, without the app.</summary>
internal sealed class Backlog(string connectionString)
{
    private readonly QueueClient[] _queues =
        [.. QueueRegistry.All.Select(queue => new QueueClient(connectionString, queue.Name))];

    /// <summary>The number of messages in each queue, including invisible ones: events, assignments.</summary>
    public async Task<int[]> CountAsync(CancellationToken cancellationToken) => await Task.WhenAll(_queues.Select(
        async queue => (await queue.GetPropertiesAsync(cancellationToken)).Value.ApproximateMessagesCount));

    /// <summary>Waits until both queues are empty, including delayed messages.</summary>
    public Task UntilEmptyAsync(TimeSpan limit, CancellationToken cancellationToken) => Wait.UntilAsync(
        async () =>
        {
            await Wait.ForAsync(TimeSpan.FromMilliseconds(500), cancellationToken);
            return (await CountAsync(cancellationToken)).All(count => count == 0);
        },
        "all messages to be processed",
        limit,
        cancellationToken);

    /// <summary>Sends copies of queued messages, because a queue may deliver a message twice.</summary>
    public async Task<int> DuplicateAsync(Random random, CancellationToken cancellationToken)
    {
        var copies = 0;
        foreach (var queue in _queues)
        {
            foreach (var message in (await queue.PeekMessagesAsync(8, cancellationToken)).Value)
            {
                if (random.Next(2) == 0) continue;
                await queue.SendMessageAsync(message.Body, cancellationToken: cancellationToken);
                copies++;
            }
        }

        return copies;
    }

    /// <summary>Sends the message of an event that was processed before or is being processed.</summary>
    public Task RepeatAsync(string eventId, CancellationToken cancellationToken) =>
        SendAsync(_queues[0], $$"""{"EventId":"{{eventId}}"}""", cancellationToken);

    private static Task SendAsync(QueueClient queue, string message, CancellationToken cancellationToken) =>
        queue.SendMessageAsync(
            Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(message)), cancellationToken: cancellationToken);
}
