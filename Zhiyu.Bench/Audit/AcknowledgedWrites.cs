using System.Collections.Concurrent;
using Zhiyu.Core.Threads;

namespace Zhiyu.Bench.Audit;

/// <summary>The writes that the app acknowledged. At the end, each must exist exactly once.</summary>
internal sealed class AcknowledgedWrites
{
    private readonly ConcurrentDictionary<string, string> _contentOf = new();

    /// <summary>The content's id by the <c>run_id</c> of the write.</summary>
    public IReadOnlyDictionary<string, string> ContentOf => _contentOf;

    /// <summary>Writes that were acknowledged twice with different content.</summary>
    public ConcurrentBag<string> Contradictions { get; } = [];

    /// <summary>
    /// Writes that were refused because something was missing that must exist, or that were never acknowledged.
    /// </summary>
    public ConcurrentBag<string> Refusals { get; } = [];

    /// <summary>The event of an acknowledged write.</summary>
    public string EventOf(string runId) => Ids.Event(Ids.Thread(_contentOf[runId]), runId);

    /// <returns>Whether it is the first acknowledgement of the write.</returns>
    public bool Add(string runId, string contentId)
    {
        if (_contentOf.TryAdd(runId, contentId)) return true;
        if (_contentOf[runId] is var first && first != contentId)
            Contradictions.Add($"write {runId} became {first} and {contentId}");
        return false;
    }
}
