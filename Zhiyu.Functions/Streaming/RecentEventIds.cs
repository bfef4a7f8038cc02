namespace Zhiyu.Functions.Streaming;

/// <summary>The events that a client was told last: one that was slow to be written stands in two places.</summary>
internal sealed class RecentEventIds
{
    private const int Most = 256;

    private readonly HashSet<string> _ids = [];
    private readonly Queue<string> _order = new();

    /// <summary>False for one that is there already.</summary>
    public bool Add(string eventId)
    {
        if (!_ids.Add(eventId)) return false;
        _order.Enqueue(eventId);
        if (_order.Count > Most) _ids.Remove(_order.Dequeue());
        return true;
    }
}
