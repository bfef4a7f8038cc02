using System.Globalization;
using Zhiyu.Core.Queues;

namespace Zhiyu.Core.Storage.Memory;

/// <summary>Gives out first what has been visible longest.</summary>
internal sealed class MemoryWorkQueue<TMessage>(TimeProvider clock) : IWorkQueue<TMessage> where TMessage : class
{
    private const int MostReceived = 32;

    private static readonly TimeSpan LongestHidden = TimeSpan.FromDays(7);
    private static readonly TimeSpan ShortestReceived = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Waiting> _waiting = new(StringComparer.Ordinal);
    private readonly SortedSet<Waiting> _byVisibility = new(Waiting.ByVisibility);
    private long _numbers;

    /// <summary>When the next message becomes visible, or became so; null when there is none.</summary>
    public DateTimeOffset? NextVisibleAt
    {
        get
        {
            lock (_lock) return _byVisibility.Min?.VisibleAt;
        }
    }

    public Task<MessageReceipt> SendAsync(TMessage message, TimeSpan delay, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(delay, LongestHidden);
        cancellationToken.ThrowIfCancellationRequested();
        var now = clock.GetUtcNow();
        lock (_lock)
        {
            var number = ++_numbers;
            return Task.FromResult(Keep(new Waiting(message, number, Receipt(number), now, now + delay)));
        }
    }

    public Task RevealAsync(MessageReceipt receipt, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var now = clock.GetUtcNow();
        lock (_lock)
            if (Take(receipt) is { } revealed) Keep(Hidden(revealed, now));
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<ReceivedMessage<TMessage>>> ReceiveAsync(
        int max, TimeSpan invisibility, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(max, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(max, MostReceived);
        ArgumentOutOfRangeException.ThrowIfLessThan(invisibility, ShortestReceived);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(invisibility, LongestHidden);
        cancellationToken.ThrowIfCancellationRequested();
        var now = clock.GetUtcNow();
        var received = new List<ReceivedMessage<TMessage>>();
        lock (_lock)
        {
            while (received.Count < max && _byVisibility.Min is { } first && first.VisibleAt <= now)
            {
                Take(first.Receipt);
                received.Add(new ReceivedMessage<TMessage>(first.Message, Keep(Hidden(first, now + invisibility))));
            }
        }

        return Task.FromResult<IReadOnlyList<ReceivedMessage<TMessage>>>(received);
    }

    public Task<IReadOnlyList<PeekedMessage<TMessage>>> PeekAsync(int max, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(max, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(max, MostReceived);
        cancellationToken.ThrowIfCancellationRequested();
        var now = clock.GetUtcNow();
        lock (_lock)
            return Task.FromResult<IReadOnlyList<PeekedMessage<TMessage>>>(
            [
                .. _byVisibility.TakeWhile(waiting => waiting.VisibleAt <= now).Take(max)
                    .Select(waiting => new PeekedMessage<TMessage>(waiting.Message, waiting.SentAt)),
            ]);
    }

    public Task DeleteAsync(MessageReceipt receipt, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock) Take(receipt);
        return Task.CompletedTask;
    }

    public Task<int> CountAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock) return Task.FromResult(_waiting.Count);
    }

    public Task<QueueLag> MeasureAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var now = clock.GetUtcNow();
        lock (_lock)
        {
            var age = _byVisibility.Min is { } first && first.VisibleAt <= now
                ? now - IDelayedMessage.WaitsSince(first.Message, first.SentAt)
                : TimeSpan.Zero;
            return Task.FromResult(new QueueLag(_waiting.Count, age));
        }
    }

    // Each time that a message is hidden or shown voids the receipts that were given out for it before.
    private Waiting Hidden(Waiting message, DateTimeOffset until) =>
        message with { Receipt = Receipt(++_numbers, message.Receipt.MessageId), VisibleAt = until };

    private MessageReceipt Keep(Waiting message)
    {
        _waiting[message.Receipt.MessageId] = message;
        _byVisibility.Add(message);
        return message.Receipt;
    }

    /// <summary>Takes out what the receipt is the newest one of; null when there is nothing such.</summary>
    private Waiting? Take(MessageReceipt receipt)
    {
        if (!_waiting.TryGetValue(receipt.MessageId, out var message) || message.Receipt != receipt) return null;
        _waiting.Remove(receipt.MessageId);
        _byVisibility.Remove(message);
        return message;
    }

    private static MessageReceipt Receipt(long number, string? messageId = null)
    {
        var text = number.ToString(CultureInfo.InvariantCulture);
        return new MessageReceipt(messageId ?? text, text);
    }

    /// <param name="Number">The place in the order of sending.</param>
    /// <param name="Receipt">The newest one.</param>
    private sealed record Waiting(
        TMessage Message, long Number, MessageReceipt Receipt, DateTimeOffset SentAt, DateTimeOffset VisibleAt)
    {
        public static readonly IComparer<Waiting> ByVisibility = Comparer<Waiting>.Create((one, other) =>
            (one.VisibleAt, one.Number).CompareTo((other.VisibleAt, other.Number)));
    }
}
