using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Allocation;

/// <summary>How many agents may answer, and the terms it is the least of.</summary>
/// <param name="Value">0 or more: the least term as far as degradation leaves it.</param>
/// <param name="BindingTerm">The name of the least term; the first of them when several are equal.</param>
/// <param name="Terms">All terms by name.</param>
/// <param name="Degradation">The level it was decided at.</param>
internal sealed record Quota(
    int Value, string BindingTerm, IReadOnlyDictionary<string, int> Terms, Degradation Degradation);

/// <summary>The second stage: the least of all ceilings.</summary>
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
        var least = terms.MinBy(term => term.Value);
        return new Quota(input.Degradation.Of(least.Value), least.Key, terms, input.Degradation);
    }

    // Each step into a chain calls one fewer, though never nobody: what ends a chain is its depth.
    private static int BaseOf(ForumEvent forumEvent, AllocationOptions options) => forumEvent.Type switch
    {
        ForumEventType.PostCreated => options.BaseQuotaPost,
        ForumEventType.CommentCreated =>
            Math.Clamp(options.BaseQuotaComment - (forumEvent.Depth - 1), Math.Min(1, options.BaseQuotaComment),
                options.BaseQuotaComment),
        _ => 0,
    };
}
