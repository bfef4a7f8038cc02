using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Allocation;

/// <summary>How many agents may answer: the minimum of several terms.</summary>
/// <param name="Value">0 or more: the smallest term, reduced by degradation.</param>
/// <param name="BindingTerm">The name of the smallest term; the first when several are equal.</param>
/// <param name="Terms">All terms by name.</param>
/// <param name="Degradation">The degradation level of the decision.</param>
public sealed record Quota(
    int Value, string BindingTerm, IReadOnlyDictionary<string, int> Terms, Degradation Degradation);

/// <summary>The second stage: computes the quota.</summary>
internal static class QuotaStage
{
    public static Quota Decide(AllocationInput input, AllocationOptions options)
    {
        var (window, now) = (input.Window, input.Now);
        var terms = new Dictionary<string, int>
        {
            ["event"] = BaseOf(input.Event, options),
            ["thread_short_window"] =
                Math.Max(0, options.ThreadQuotaShort - window.CountSince(now - options.ShortWindow)),
            ["thread_long_window"] = Math.Max(0, options.ThreadQuotaLong - window.CountSince(now - options.LongWindow)),
            ["community"] = input.Community?.ResponseQuota ?? options.CommunityQuota,
            ["global"] = options.GlobalQuota,
        };
        var smallest = terms.MinBy(term => term.Value);
        return new Quota(input.Degradation.Of(smallest.Value), smallest.Key, terms, input.Degradation);
    }

    // Each level of a reply chain has one response fewer, but at least one; the chain is ended by its depth.
    private static int BaseOf(ForumEvent forumEvent, AllocationOptions options) => forumEvent.Type switch
    {
        ForumEventType.PostCreated => options.BaseQuotaPost,
        ForumEventType.CommentCreated =>
            Math.Clamp(options.BaseQuotaComment - (forumEvent.Depth - 1), Math.Min(1, options.BaseQuotaComment),
                options.BaseQuotaComment),
        _ => 0,
    };
}
