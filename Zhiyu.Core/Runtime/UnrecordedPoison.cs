using Zhiyu.Core.Queues;

namespace Zhiyu.Core.Runtime;

/// <summary>Reads messages in the poison queues that are not recorded yet.</summary>
/// <remarks>
/// When the host's function can't record a message, the host makes it invisible, for ten minutes on the platform. It is
/// counted in that time, but can't be peeked or received.
/// </remarks>
public sealed class UnrecordedPoison(IEnumerable<MonitoredQueue> queues, PoisonMessageProcessor work)
{
    // The limit of Azure Queue Storage.
    private const int MaxBatchSize = 32;

    // The rest is processed by the next call.
    private const int MaxReceived = 1_000;

    private static readonly TimeSpan Invisibility = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The first 32 messages of each queue, sorted by id, without duplicates. One storage transaction per queue.
    /// </summary>
    public async Task<IReadOnlyList<UnrecordedPoisonMessage>> PeekAsync(CancellationToken cancellationToken)
    {
        var peeked = await Task.WhenAll(queues.Select(async queue =>
            (await queue.Poison.PeekAsync(MaxBatchSize, cancellationToken)).Select(message =>
                UnrecordedPoisonMessage.Of(queue.Definition.Name, message.Message!, message.SentAt))));
        return
        [
            .. peeked.SelectMany(messages => messages)
                .OrderBy(message => message.Poison.Id, StringComparer.Ordinal)
                .DistinctBy(message => message.Poison.Id),
        ];
    }

    /// <summary>
    /// Records the unreadable messages with these ids. Readable ones are left, because a run or an event depends on
    /// them: the host's function sends them again or records them.
    /// </summary>
    /// <returns>The ids of messages that were left.</returns>
    public async Task<IReadOnlySet<string>> RecordAsync(
        IReadOnlySet<string> ids, CancellationToken cancellationToken)
    {
        var left = new HashSet<string>(StringComparer.Ordinal);
        foreach (var queue in queues)
        {
            foreach (var taken in await TakeAllAsync(queue, cancellationToken))
            {
                var unrecorded = UnrecordedPoisonMessage.Of(queue.Definition.Name, taken.Message!, sentAt: default);
                if (ids.Contains(unrecorded.Poison.Id) && unrecorded.IsUnreadable)
                {
                    await work.RecordAsync(queue.Definition.Name, taken.Message!, cancellationToken);
                    await queue.Poison.DeleteAsync(taken.Receipt, cancellationToken);
                    continue;
                }

                if (ids.Contains(unrecorded.Poison.Id)) left.Add(unrecorded.Poison.Id);
                await queue.Poison.RevealAsync(taken.Receipt, cancellationToken);
            }
        }

        return left;
    }

    // Receives all before it releases any, because a released message could be received again.
    private static async Task<IReadOnlyList<ReceivedMessage<string>>> TakeAllAsync(
        MonitoredQueue queue, CancellationToken cancellationToken)
    {
        var all = new List<ReceivedMessage<string>>();
        while (all.Count < MaxReceived)
        {
            var taken = await queue.Poison.ReceiveAsync(MaxBatchSize, Invisibility, cancellationToken);
            if (taken.Count == 0) break;
            all.AddRange(taken);
        }

        return all;
    }
}

/// <param name="Poison">The record for the message if it is unreadable.</param>
/// <param name="IsUnreadable">Whether this program can't have sent it.</param>
public sealed record UnrecordedPoisonMessage(Poison Poison, bool IsUnreadable)
{
    public const string UnreadableReason = "it is no message of this queue";

    public static UnrecordedPoisonMessage Of(string queue, string text, DateTimeOffset sentAt)
    {
        var isUnreadable = !QueueRegistry.IsMessage(queue, text);
        var reason = isUnreadable ? UnreadableReason : "it is about to be sent again or recorded";
        return new UnrecordedPoisonMessage(Poison.OfMessage(queue, text, reason, sentAt), isUnreadable);
    }
}
