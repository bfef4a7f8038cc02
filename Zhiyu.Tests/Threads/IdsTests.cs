using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Threads;

[Trait("Set", "Quick")]
public sealed class IdsTests
{
    private static readonly string Thread = Ids.NewThread(Some.Time, Some.Random());

    [Fact]
    public void Threads_sort_by_time()
    {
        var random = Some.Random();
        var ids = Enumerable.Range(0, 100).Select(i => Ids.NewThread(Some.Time.AddMilliseconds(i), random)).ToList();

        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
        Assert.All(ids, id => Assert.True(Ids.IsThread(id)));
    }

    [Fact]
    public void Everything_of_a_thread_leads_to_it()
    {
        var eventId = Ids.Event(Thread, "cause");
        string[] ids = [Thread, Ids.Comment(Thread, 7), eventId, Ids.Run(eventId, "agent"), Ids.Vote(Thread, "t", "a")];

        Assert.All(ids, id => Assert.Equal(Thread, Ids.Thread(id)));
        Assert.Equal(7, Ids.Sequence(ids[1]));
        Assert.True(Ids.IsComment(ids[1]));
        Assert.True(Ids.IsEvent(ids[2]));
        Assert.True(Ids.IsRun(ids[3]));
    }

    [Fact]
    public void The_same_cause_makes_the_same_id_and_another_agent_another_run()
    {
        var eventId = Ids.Event(Thread, "cause");

        Assert.Equal(eventId, Ids.Event(Thread, "cause"));
        Assert.NotEqual(Ids.Run(eventId, "a"), Ids.Run(eventId, "b"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0123456789abcde")]
    [InlineData("0123456789abcde/")]
    [InlineData("0123456789ABCDEF")]
    [InlineData("0123456789abcdef-")]
    [InlineData("0123456789abcdef-0")]
    [InlineData("0123456789abcdef-x")]
    [InlineData("0123456789abcdef-123456789")]
    [InlineData("0123456789abcdef-e#")]
    public void What_is_no_id_is_none(string? text)
    {
        Assert.False(Ids.IsThread(text) || Ids.IsComment(text) || Ids.IsEvent(text) || Ids.IsRun(text));
    }
}
