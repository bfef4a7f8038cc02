using Zhiyu.Core.Queues;

namespace Zhiyu.Core.Runtime;

/// <summary>What stands in the queues of what failed, and is not on record yet.</summary>
/// <remarks>
/// The host hides what its function could not record, for ten minutes on the platform: it is counted meanwhile, and
/// neither seen nor taken.
/// </remarks>
internal sealed class UnrecordedPoison(IEnumerable<PoisonQueue> queues, PoisonWork work)
{
    // Of a storage queue.
    private const int MostAtOnce = 32;

    // More than that is a flood, of which the rest is there the next time.
    private const int MostTaken = 1_000;

    private static readonly TimeSpan Invisibility = TimeSpan.FromSeconds(30);

    /// <summary>The first 32 of each queue, by id, each once. One storage transaction a queue.</summary>
    public async Task<IReadOnlyList<UnrecordedPoisonMessage>> PeekAsync(CancellationToken cancellationToken)
    {
        var peeked = await Task.WhenAll(queues.Select(async queue =>
            (await queue.Messages.PeekAsync(MostAtOnce, cancellationToken)).Select(message =>
                UnrecordedPoisonMessage.Of(queue.Source, message.Message!, message.SentAt))));
        return
        [
            .. peeked.SelectMany(messages => messages)
                .OrderBy(message => message.Poison.Id, StringComparer.Ordinal)
                .DistinctBy(message => message.Poison.Id),
        ];
    }

    /// <summary>
    /// Puts those on record that have such an id and can't be read. The others are left: a run or an event waits for
    /// them, and the host's function sends them again or puts them on record.
    /// </summary>
    /// <returns>The ids of those that were left.</returns>
    public async Task<IReadOnlySet<string>> RecordAsync(
        IReadOnlySet<string> ids, CancellationToken cancellationToken)
    {
        var left = new HashSet<string>(StringComparer.Ordinal);
        foreach (var queue in queues)
        {
            foreach (var taken in await TakeAllAsync(queue, cancellationToken))
            {
                var standing = UnrecordedPoisonMessage.Of(queue.Source, taken.Message!, sentAt: default);
                if (ids.Contains(standing.Poison.Id) && standing.IsUnreadable)
                {
                    await work.RecordAsync(queue.Source, taken.Message!, cancellationToken);
                    await queue.Messages.DeleteAsync(taken.Receipt, cancellationToken);
                    continue;
                }

                if (ids.Contains(standing.Poison.Id)) left.Add(standing.Poison.Id);
                await queue.Messages.RevealAsync(taken.Receipt, cancellationToken);
            }
        }

        return left;
    }

    // All before any is given back: it would be taken again.
    private static async Task<IReadOnlyList<ReceivedMessage<string>>> TakeAllAsync(
        PoisonQueue queue, CancellationToken cancellationToken)
    {
        var all = new List<ReceivedMessage<string>>();
        while (all.Count < MostTaken)
        {
            var taken = await queue.Messages.ReceiveAsync(MostAtOnce, Invisibility, cancellationToken);
            if (taken.Count == 0) break;
            all.AddRange(taken);
        }

        return all;
    }
}

/// <param name="Poison">The record that it would be, were it no message of ours.</param>
/// <param name="IsUnreadable">Whether it is none.</param>
internal sealed record UnrecordedPoisonMessage(Poison Poison, bool IsUnreadable)
{
    public static UnrecordedPoisonMessage Of(string queue, string text, DateTimeOffset sentAt)
    {
        var isUnreadable = PoisonMessage.Read(queue, text) is PoisonMessage.Unreadable;
        var reason = isUnreadable ? PoisonMessage.Unreadable.Reason : "it is about to be sent again or put on record";
        return new UnrecordedPoisonMessage(Poison.OfMessage(queue, text, reason, sentAt), isUnreadable);
    }
}
