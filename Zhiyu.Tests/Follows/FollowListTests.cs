using Zhiyu.Core.Follows;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Follows;

/// <summary>How a list of what is followed changes.</summary>
[Trait("Set", "Quick")]
public sealed class FollowListTests
{
    private const string Thread = "06h0ab14k8yhkgh0";

    private static readonly FollowKey Ada = new(FollowKind.Agent, "ada");
    private static readonly FollowKey Rain = new(FollowKind.Thread, Thread);

    [Fact]
    public void What_is_followed_again_keeps_its_time_and_its_mark()
    {
        var list = FollowList.Empty
            .After(Change(follow: [Rain], seen: [$"{Thread}-7"]), Some.Time)
            .After(Change(follow: [Ada, Ada, Rain], seen: [$"{Thread}-3"]), Some.Time.AddHours(1));

        Assert.Equal(
            [new Follow(FollowKind.Agent, "ada", Some.Time.AddHours(1)), new(FollowKind.Thread, Thread, Some.Time) { Seen = 7 }],
            list.Follows);
        Assert.True(list.IsSameAs(list.After(Change(follow: [Ada], seen: [$"{Thread}-7"]), Some.Time.AddHours(2))));
    }

    [Fact]
    public void What_is_not_followed_has_no_mark_and_what_is_unfollowed_is_gone()
    {
        Assert.True(FollowList.Empty.After(Change(seen: [$"{Thread}-3"]), Some.Time).IsEmpty);
        Assert.True(FollowList.Empty.After(Change(follow: [Ada]), Some.Time)
            .After(Change(unfollow: [Ada]), Some.Time).IsEmpty);
    }

    [Fact]
    public void Beyond_the_maximum_the_oldest_are_dropped()
    {
        var many = Enumerable.Range(0, FollowList.MaxFollows).Select(n => new FollowKey(FollowKind.Agent, $"a-{n}"));
        var list = FollowList.Empty.After(Change(follow: [.. many]), Some.Time).After(Change(follow: [Ada]), Some.Time);

        Assert.Equal(FollowList.MaxFollows, list.Follows.Count);
        Assert.Equal((Ada, "a-498"), (list.Follows[0].Key, list.Follows[^1].Id));
    }

    [Fact]
    public void The_visit_of_the_feed_never_goes_back_nor_into_the_future()
    {
        var list = FollowList.Empty.After(Change(feed: Some.Time.AddDays(1)), Some.Time);

        Assert.Equal(Some.Time, list.FeedSeenAt);
        Assert.Equal(Some.Time, list.After(Change(feed: Some.Time.AddDays(-1)), Some.Time).FeedSeenAt);
    }

    [Theory]
    [InlineData("agent:ada", true)]
    [InlineData("community:philosophy", true)]
    [InlineData($"thread:{Thread}", true)]
    [InlineData("thread:ada", false)]
    [InlineData("Agent:ada", false)]
    [InlineData("agent:ada:bo", false)]
    [InlineData("ada", false)]
    public void Its_key_is_a_kind_and_an_id(string text, bool isKey) =>
        Assert.Equal(isKey, FollowKey.Parse(text) is not null);

    private static FollowChange Change(
        FollowKey[]? follow = null, FollowKey[]? unfollow = null, string[]? seen = null, DateTimeOffset? feed = null) =>
        new(follow ?? [], unfollow ?? [], seen ?? [], feed);
}
