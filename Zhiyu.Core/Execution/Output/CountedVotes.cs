using Zhiyu.Core.Runs;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Execution.Output;

/// <summary>Selects the valid votes of an answer.</summary>
internal static class CountedVotes
{
    private const int MaxVotes = 3;

    /// <summary>
    /// The votes on content that the agent was shown and did not write; one for each target, at most three.
    /// </summary>
    public static IReadOnlyList<RunVote> Of(Run run, PromptContext context, IReadOnlyList<CastVote> cast)
    {
        if (cast.Count == 0 || context is not ReplyContext thread) return [];
        var shown = thread.Ancestors.Concat(thread.Others).Append(thread.Target).OfType<QuotedComment>()
            .Where(comment => !comment.IsOwn)
            .Select(comment => comment.Id)
            .ToHashSet();
        if (!thread.Post.IsOwn) shown.Add(thread.Post.Id);
        return
        [
            .. cast.Select(vote => new RunVote(TargetOf(vote.Number), vote.Direction))
                .Where(vote => shown.Contains(vote.TargetId))
                .DistinctBy(vote => vote.TargetId)
                .Take(MaxVotes),
        ];

        string TargetOf(int number) => number == 0 ? run.ThreadId : Ids.Comment(run.ThreadId, number);
    }
}
