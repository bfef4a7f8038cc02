using Zhiyu.Core.Events;

namespace Zhiyu.Core.Allocation;

/// <summary>How many agents may answer, and the terms it is the least of.</summary>
/// <param name="Value">0 or more.</param>
/// <param name="BindingTerm">The name of the least term; the first of them when several are equal.</param>
/// <param name="Terms">All terms by name.</param>
internal sealed record Quota(int Value, string BindingTerm, IReadOnlyDictionary<string, int> Terms);

/// <summary>The second stage: the least of all ceilings.</summary>
internal static class QuotaStage
{
    public static Quota Decide(
        ForumEventType type, ResponseWindow window, DateTimeOffset now, AllocationOptions options)
    {
        var terms = new Dictionary<string, int>
        {
            ["event"] = type switch
            {
                ForumEventType.PostCreated => options.BaseQuotaPost,
                ForumEventType.CommentCreated => options.BaseQuotaComment,
                _ => 0,
            },
            ["thread_short_window"] =
                Math.Max(0, options.ThreadQuotaShort - window.CountSince(now - options.ShortWindow)),
            ["thread_long_window"] = Math.Max(0, options.ThreadQuotaLong - window.CountSince(now - options.LongWindow)),
            ["community"] = options.CommunityQuota,
            ["global"] = options.GlobalQuota,
        };
        var least = terms.MinBy(term => term.Value);
        return new Quota(least.Value, least.Key, terms);
    }
}
