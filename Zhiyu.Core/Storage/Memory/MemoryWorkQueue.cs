using System.Globalization;
using Zhiyu.Core.Events;

namespace Zhiyu.Core.Storage.Memory;

/// <summary>A queue on the injected clock: what is invisible now is visible once the clock has come so far.</summary>
internal sealed class MemoryWorkQueue<TMessage>(TimeProvider clock) : IWorkQueue<TMessage> where TMessage : class
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Waiting> _messages = new(StringComparer.Ordinal);
    private readonly PriorityQueue<Waiting, (DateTimeOffset VisibleAt, long Number)> _order = new();
    private long _number;

    /// <summary>When the first message becomes visible, or did; null while there is none.</summary>
    public DateTimeOffset? NextVisibleAt
    {
        get
        {
            lock (_lock) return First() is { } first ? first.VisibleAt : null;
        }
    }

    public Task<MessageReceipt> SendAsync(TMessage message, TimeSpan delay, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            return Task.FromResult(Place(new Waiting(NextNumber(), message, now, now + delay, Receipt: "")));
        }
    }

    public Task RevealAsync(MessageReceipt receipt, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (Find(receipt) is { } found) Place(found with { VisibleAt = clock.GetUtcNow() });
        }

        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<ReceivedMessage<TMessage>>> ReceiveAsync(
        int max, TimeSpan invisibility, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            List<Waiting> taken = [];
            while (taken.Count < max && First() is { } first && first.VisibleAt <= now)
            {
                _order.Dequeue();
                taken.Add(first);
            }

            IReadOnlyList<ReceivedMessage<TMessage>> received =
            [
                .. taken.Select(each => new ReceivedMessage<TMessage>(
                    each.Message, Place(each with { VisibleAt = now + invisibility }))),
            ];
            return Task.FromResult(received);
        }
    }

    public Task DeleteAsync(MessageReceipt receipt, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (Find(receipt) is not null) _messages.Remove(receipt.MessageId);
        }

        return Task.CompletedTask;
    }

    public Task<QueueLag> MeasureAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            var age = First() is { } first && first.VisibleAt <= now ? now - first.SentAt : TimeSpan.Zero;
            return Task.FromResult(new QueueLag(_messages.Count, age));
        }
    }

    private MessageReceipt Place(Waiting message)
    {
        var placed = message with { Receipt = NextNumber().ToString(CultureInfo.InvariantCulture) };
        var id = placed.Number.ToString(CultureInfo.InvariantCulture);
        _messages[id] = placed;
        _order.Enqueue(placed, (placed.VisibleAt, placed.Number));
        return new MessageReceipt(id, placed.Receipt);
    }

    private Waiting? Find(MessageReceipt receipt) =>
        _messages.GetValueOrDefault(receipt.MessageId) is { } found && found.Receipt == receipt.PopReceipt
            ? found
            : null;

    // What was placed anew or deleted is still in the order, and passed over here.
    private Waiting? First()
    {
        while (_order.TryPeek(out var first, out _))
        {
            if (_messages.GetValueOrDefault(first.Number.ToString(CultureInfo.InvariantCulture)) == first) return first;
            _order.Dequeue();
        }

        return null;
    }

    private long NextNumber() => ++_number;

    private sealed record Waiting(
        long Number, TMessage Message, DateTimeOffset SentAt, DateTimeOffset VisibleAt, string Receipt);
}
