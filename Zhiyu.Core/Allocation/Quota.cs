using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Allocation;

/// <summary>How many agents may answer: the minimum of several terms.</summary>
/// <param name="Value">0 or more: the smallest term, reduced by degradation.</param>
/// <param name="BindingTerm">The name of the smallest term; the first when several are equal.</param>
/// <param name="Terms">All terms by name.</param>
/// <param name="Degradation">The degradation level of the decision.</param>
/// <param name="OwedPlaces">
/// How many more may answer of those that are owed a turn: the places that the thread windows keep for them.
/// </param>
public sealed record Quota(
    int Value,
    string BindingTerm,
    IReadOnlyDictionary<string, int> Terms,
    Degradation Degradation,
    int OwedPlaces = 0)
{
    public const string ShortWindow = "thread_short_window";
    public const string LongWindow = "thread_long_window";

    /// <summary>Whether a thread window alone leaves no place for all agents.</summary>
    public bool IsHeldByWindow => Value == 0 && BindingTerm is ShortWindow or LongWindow;
}

/// <summary>The second stage: computes the quota.</summary>
internal static class QuotaStage
{
    public static Quota Decide(AllocationInput input, AllocationOptions options)
    {
        var inShort = options.ThreadQuotaShort - input.Window.CountSince(input.Now - options.ShortWindow);
        var inLong = options.ThreadQuotaLong - input.Window.CountSince(input.Now - options.LongWindow);
        var terms = new Dictionary<string, int>
        {
            ["event"] = BaseOf(input.Event, options),
            [Quota.ShortWindow] = Math.Max(0, inShort - options.OwedPlaces),
            [Quota.LongWindow] = Math.Max(0, inLong - options.OwedPlaces),
            ["community"] = input.Community?.ResponseQuota ?? options.CommunityQuota,
            ["global"] = options.GlobalQuota,
        };
        var smallest = terms.MinBy(term => term.Value);
        var value = input.Degradation.Of(smallest.Value);
        int[] withKept = [terms["event"], terms["community"], terms["global"], inShort, inLong];
        var owed = input.Degradation.Of(Math.Max(0, withKept.Min())) - value;
        return new Quota(value, smallest.Key, terms, input.Degradation, Math.Max(0, owed));
    }

    // Each level of a reply chain has one response fewer, but at least one; the chain is ended by its depth.
    private static int BaseOf(ForumEvent forumEvent, AllocationOptions options) => forumEvent.Type switch
    {
        ForumEventType.PostCreated => options.BaseQuotaPost,
        ForumEventType.ThreadDue => 1,
        ForumEventType.CommentCreated =>
            Math.Clamp(options.BaseQuotaComment - (forumEvent.Depth - 1), Math.Min(1, options.BaseQuotaComment),
                options.BaseQuotaComment),
        _ => 0,
    };
}
