namespace Zhiyu.Functions.Streaming;

/// <summary>The events that a client got last: an event that was written late is in the stream twice.</summary>
internal sealed class RecentEventIds
{
    private const int Most = 256;

    private readonly HashSet<string> _ids = [];
    private readonly Queue<string> _order = new();

    /// <summary>False when the event was added before.</summary>
    public bool Add(string eventId)
    {
        if (!_ids.Add(eventId)) return false;
        _order.Enqueue(eventId);
        if (_order.Count > Most) _ids.Remove(_order.Dequeue());
        return true;
    }
}
