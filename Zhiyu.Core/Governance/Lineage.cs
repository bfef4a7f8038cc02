using Zhiyu.Core.Memory;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Governance;

/// <summary>All that came of one post or comment, as far as it is known.</summary>
internal sealed class Lineage(string rootId)
{
    private readonly HashSet<string> _contents = [rootId];
    private readonly HashSet<string> _runs = [];

    /// <summary>How many posts and comments it has.</summary>
    public int Contents => _contents.Count;

    public bool Has(Content content) => _contents.Contains(content.Id);

    public bool Has(Run run) => _runs.Contains(run.Id);

    /// <summary>Adds what of a thread came of it; returns whether there was something.</summary>
    /// <remarks>
    /// A run came of what its prompt quoted or recalled, and its text of the run. Of a text without such a run, which
    /// came over the data plane, only what it answers is known.
    /// </remarks>
    public bool Spread(IReadOnlyCollection<Run> runs, IReadOnlyCollection<Content> contents)
    {
        var before = (_contents.Count, _runs.Count);
        int known;
        do
        {
            known = _contents.Count + _runs.Count;
            foreach (var run in runs.Where(run => !Has(run) && CameOfIt(run)))
            {
                _runs.Add(run.Id);
                if (run.ContentId is { } content) _contents.Add(content);
            }

            foreach (var content in contents.Where(each => !Ids.IsRun(each.RunId)))
            {
                if (content is Comment comment && _contents.Contains(comment.ParentId ?? comment.PostId))
                    _contents.Add(comment.Id);
                if (Has(content)) _runs.Add(MemoryEntry.RunIdOf(content));
            }
        }
        while (known < _contents.Count + _runs.Count);
        return before != (_contents.Count, _runs.Count);
    }

    /// <summary>Whether a run recalled a note of a run that belongs to it.</summary>
    public bool IsRecalledIn(IEnumerable<string> recalledRunIds) => recalledRunIds.Any(_runs.Contains);

    private bool CameOfIt(Run run) =>
        (run.ContentId is { } own && _contents.Contains(own))
        || RunSources.QuotedIn(run).Any(_contents.Contains)
        || IsRecalledIn(RunSources.RecalledIn(run));
}
