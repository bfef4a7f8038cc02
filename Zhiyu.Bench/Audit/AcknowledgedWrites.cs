using System.Collections.Concurrent;
using Zhiyu.Core.Threads;

namespace Zhiyu.Bench.Audit;

/// <summary>What the app said is written: it has to be there in the end, once.</summary>
internal sealed class AcknowledgedWrites
{
    private readonly ConcurrentDictionary<string, string> _contentOf = new();

    /// <summary>The content's id by the write's own <c>run_id</c>.</summary>
    public IReadOnlyDictionary<string, string> ContentOf => _contentOf;

    /// <summary>Writes that were acknowledged twice, as different content.</summary>
    public ConcurrentBag<string> Contradictions { get; } = [];

    /// <summary>
    /// Writes that were refused because something was not there that should have been, or never acknowledged.
    /// </summary>
    public ConcurrentBag<string> Refusals { get; } = [];

    /// <summary>The event of a write that was acknowledged.</summary>
    public string EventOf(string runId) => Ids.Event(Ids.Thread(_contentOf[runId]), runId);

    /// <returns>Whether it is the write's first acknowledgement.</returns>
    public bool Add(string runId, string contentId)
    {
        if (_contentOf.TryAdd(runId, contentId)) return true;
        if (_contentOf[runId] is var first && first != contentId)
            Contradictions.Add($"write {runId} became {first} and {contentId}");
        return false;
    }
}
