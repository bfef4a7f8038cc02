using Zhiyu.Core.Memory;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Memory;

[Trait("Set", "Quick")]
public sealed class RelationshipTests
{
    private static readonly DateTimeOffset Now = Some.Time;

    [Fact]
    public void Each_exchange_makes_more_familiar_and_time_makes_less()
    {
        var once = Of(Entry(1, 0, "bo"));
        var often = Of([.. Enumerable.Range(1, 5).Select(number => Entry(number, 0, "bo"))]);
        var longAgo = Of([.. Enumerable.Range(1, 5).Select(number => Entry(number, 14, "bo"))]);

        Assert.Equal(1 / 6.0, once.Familiarity, 9);
        Assert.Equal(0.5, often.Familiarity, 9);
        Assert.Equal(2.5 / 7.5, longAgo.Familiarity, 9);
        Assert.Equal((5, Now.AddDays(-14)), (longAgo.Exchanges, longAgo.LastMetAt));
    }

    [Theory]
    [InlineData(Attitude.Agrees, 1)]
    [InlineData(Attitude.Amused, 0.3)]
    [InlineData(Attitude.Curious, 0)]
    [InlineData(null, 0)]
    [InlineData(Attitude.Weary, -0.5)]
    [InlineData(Attitude.Differs, -1)]
    public void Agreement_is_the_mean_of_the_attitudes_and_begins_with_none(Attitude? attitude, double value)
    {
        Assert.Equal(value / 2, Of(Entry(1, 0, "bo", attitude)).Agreement, 9);
        Assert.Equal(
            value * 0.9,
            Of([.. Enumerable.Range(1, 9).Select(number => Entry(number, 0, "bo", attitude))]).Agreement,
            9);
    }

    [Fact]
    public void Agreement_fades_too()
    {
        var fresh = Of(Entry(1, 0, "bo", Attitude.Differs));
        var old = Of(Entry(1, 140, "bo", Attitude.Differs));

        Assert.InRange(old.Agreement, -0.01, 0);
        Assert.InRange(old.Familiarity, 0, 0.01);
        Assert.InRange(fresh.Agreement, -1, -0.4);
    }

    [Fact]
    public void The_strongest_moments_made_it_one_of_each_thread_first()
    {
        var differs = Entry(1, 3, "bo", Attitude.Differs);
        // The same thread, later.
        var agrees = differs with
        {
            RunId = Ids.Run(Ids.Event(differs.ThreadId, "later"), SomeMemory.Me),
            At = Now.AddDays(-2),
            Noted = differs.Noted with { Attitude = Attitude.Agrees },
        };
        var amused = Entry(2, 2, "bo", Attitude.Amused);
        var weary = Entry(3, 1, "bo", Attitude.Weary);
        var nothing = Entry(4, 0, "bo");

        Assert.Equal(
            [agrees.RunId, weary.RunId, amused.RunId],
            Of(differs, agrees, amused, weary, nothing).Moments.Select(moment => moment.RunId));
        Assert.Equal(
            [agrees.RunId, differs.RunId, weary.RunId],
            Of(differs, agrees, weary).Moments.Select(moment => moment.RunId));
    }

    [Fact]
    public void Posts_make_no_relationship_and_neither_does_what_is_gone()
    {
        var gone = MemoryEntry.Gone(Entry(2, 0, "bo").RunId, SomeMemory.Me, Now);

        Assert.Empty(Relationships.Of(SomeMemory.Of(Entry(1, 0), gone), Now));
    }

    [Fact]
    public void The_most_familiar_comes_first() => Assert.Equal(
        ["cy", "ai", "bo"],
        Relationships
            .Of(SomeMemory.Of(Entry(1, 0, "bo"), Entry(2, 0, "ai"), Entry(3, 0, "cy"), Entry(4, 1, "cy")), Now)
            .Select(relationship => relationship.AgentId));

    private static MemoryEntry Entry(int number, int daysAgo, string? answered = null, Attitude? attitude = null) =>
        SomeMemory.Entry(number, Now.AddDays(-daysAgo), answered, attitude);

    private static Relationship Of(params MemoryEntry[] entries) =>
        Assert.Single(Relationships.Of(SomeMemory.Of(entries), Now));
}
