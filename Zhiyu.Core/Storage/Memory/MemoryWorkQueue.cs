using System.Globalization;
using Zhiyu.Core.Queues;

namespace Zhiyu.Core.Storage.Memory;

/// <summary>Opens queues in memory: a new one at each call.</summary>
internal sealed class MemoryQueues(TimeProvider clock) : IWorkQueueFactory
{
    public IWorkQueue<TMessage> Open<TMessage>(string name) where TMessage : class =>
        new MemoryWorkQueue<TMessage>(clock);
}

/// <summary>A queue in memory. It delivers the message that was visible longest first.</summary>
internal sealed class MemoryWorkQueue<TMessage>(TimeProvider clock) : IWorkQueue<TMessage> where TMessage : class
{
    private const int MaxReceived = 32;

    private static readonly TimeSpan MaxInvisibility = TimeSpan.FromDays(7);
    private static readonly TimeSpan MinInvisibility = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, QueuedMessage> _waiting = new(StringComparer.Ordinal);
    private readonly SortedSet<QueuedMessage> _byVisibility = new(QueuedMessage.ByVisibility);
    private long _numbers;

    /// <summary>When the first message becomes or became visible; null when the queue is empty.</summary>
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
        ArgumentOutOfRangeException.ThrowIfGreaterThan(delay, MaxInvisibility);
        cancellationToken.ThrowIfCancellationRequested();
        var now = clock.GetUtcNow();
        lock (_lock)
        {
            var number = ++_numbers;
            return Task.FromResult(Store(new QueuedMessage(message, number, Receipt(number), now, now + delay)));
        }
    }

    public Task RevealAsync(MessageReceipt receipt, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var now = clock.GetUtcNow();
        lock (_lock)
            if (Take(receipt) is { } revealed) Store(WithVisibility(revealed, now));
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<ReceivedMessage<TMessage>>> ReceiveAsync(
        int max, TimeSpan invisibility, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(max, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(max, MaxReceived);
        ArgumentOutOfRangeException.ThrowIfLessThan(invisibility, MinInvisibility);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(invisibility, MaxInvisibility);
        cancellationToken.ThrowIfCancellationRequested();
        var now = clock.GetUtcNow();
        var received = new List<ReceivedMessage<TMessage>>();
        lock (_lock)
        {
            while (received.Count < max && _byVisibility.Min is { } first && first.VisibleAt <= now)
            {
                Take(first.Receipt);
                var receipt = Store(WithVisibility(first, now + invisibility));
                received.Add(new ReceivedMessage<TMessage>(first.Message, receipt));
            }
        }

        return Task.FromResult<IReadOnlyList<ReceivedMessage<TMessage>>>(received);
    }

    public Task<IReadOnlyList<PeekedMessage<TMessage>>> PeekAsync(int max, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(max, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(max, MaxReceived);
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

    // Each change of visibility makes earlier receipts of the message invalid.
    private QueuedMessage WithVisibility(QueuedMessage message, DateTimeOffset until) =>
        message with { Receipt = Receipt(++_numbers, message.Receipt.MessageId), VisibleAt = until };

    private MessageReceipt Store(QueuedMessage message)
    {
        _waiting[message.Receipt.MessageId] = message;
        _byVisibility.Add(message);
        return message.Receipt;
    }

    /// <summary>Removes the message if the receipt is its newest one; null when it is not.</summary>
    private QueuedMessage? Take(MessageReceipt receipt)
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

    /// <param name="Number">The position in the order of sending.</param>
    /// <param name="Receipt">The newest receipt.</param>
    private sealed record QueuedMessage(
        TMessage Message, long Number, MessageReceipt Receipt, DateTimeOffset SentAt, DateTimeOffset VisibleAt)
    {
        public static readonly IComparer<QueuedMessage> ByVisibility = Comparer<QueuedMessage>.Create((one, other) =>
            (one.VisibleAt, one.Number).CompareTo((other.VisibleAt, other.Number)));
    }
}
