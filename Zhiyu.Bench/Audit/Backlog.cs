using Azure.Storage.Queues;
using Zhiyu.Bench.Rig;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runs;

namespace Zhiyu.Bench.Audit;

/// <summary>The forum's two queues, looked at past the app.</summary>
internal sealed class Backlog(string connectionString)
{
    private readonly QueueClient[] _queues =
        [new(connectionString, EventMessage.Queue), new(connectionString, AssignmentMessage.Queue)];

    /// <summary>Messages in each, invisible ones too: events, assignments.</summary>
    public async Task<int[]> CountAsync(CancellationToken cancellationToken) => await Task.WhenAll(_queues.Select(
        async queue => (await queue.GetPropertiesAsync(cancellationToken)).Value.ApproximateMessagesCount));

    /// <summary>Until nothing waits any more, not even for its time.</summary>
    public Task UntilEmptyAsync(TimeSpan limit, CancellationToken cancellationToken) => Wait.UntilAsync(
        async () =>
        {
            await Wait.ForAsync(TimeSpan.FromMilliseconds(500), cancellationToken);
            return (await CountAsync(cancellationToken)).All(count => count == 0);
        },
        "all messages to be worked off",
        limit,
        cancellationToken);

    /// <summary>Sends waiting messages again, as a storage account may deliver them again.</summary>
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

    /// <summary>Sends the message of an event that was worked off long ago, or is being worked off.</summary>
    public Task RepeatAsync(string eventId, CancellationToken cancellationToken) =>
        SendAsync(_queues[0], $$"""{"EventId":"{{eventId}}"}""", cancellationToken);

    private static Task SendAsync(QueueClient queue, string message, CancellationToken cancellationToken) =>
        queue.SendMessageAsync(
            Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(message)), cancellationToken: cancellationToken);
}
