using Zhiyu.Core.Allocation;
using Zhiyu.Core.Memory;
using Zhiyu.Core.Runtime.Schedule;
using Zhiyu.Core.Tables;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Runtime.Schedule;

[Trait("Set", "Quick")]
public sealed class QuietThreadTests
{
    private static readonly string Thread = Ids.NewThread(Some.Time, Some.Random());
    private static readonly DateTimeOffset Later = Some.Time + QuietThread.Quiet;

    [Fact]
    public void A_thread_is_quiet_a_day_after_its_last_comment()
    {
        var thread = Of(Comment(1, 0, "bo"), Comment(2, 0, "cy") with { CreatedAt = Some.Time.AddHours(1) });

        Assert.Equal((false, true), (thread.IsQuiet(Later), thread.IsQuiet(Later.AddHours(1))));
    }

    [Fact]
    public void One_that_is_withheld_folded_or_was_just_taken_up_is_not()
    {
        var thread = Of();

        Assert.True(thread.IsQuiet(Later));
        Assert.False((thread with { Post = thread.Post with { Visibility = Visibility.Gray } }).IsQuiet(Later));
        var window = new ResponseWindow { Id = Thread, TakenUpAt = Some.Time };
        Assert.False((thread with { Window = new Stored<ResponseWindow>(window, "1") }).IsQuiet(Later.AddTicks(-1)));
    }

    [Theory]
    [InlineData("bo", "ai", 3)] // it answers what the agent wrote, and no agent answered it
    [InlineData("cy", "bo", 4)] // none answers it; the one with most merit
    public void What_answers_the_agent_is_answered_first_and_then_what_readers_like(
        string agent, string author, int target)
    {
        var thread = Of(
            [Comment(1, 0, "bo"), Comment(2, 0, "cy"), Comment(3, 1, author), Comment(4, 2, "du") with { Merit = 2 }],
            agent);

        Assert.Equal(Ids.Comment(Thread, target), thread.FindTarget()!.Id);
    }

    [Fact]
    public void Then_what_the_memory_is_about_then_the_post_and_never_its_own()
    {
        var about = Of([Comment(1, 0, "ai"), Comment(2, 1, "bo")], "bo");
        var post = Of([Comment(1, 0, "bo")], "bo");

        Assert.Equal(Ids.Comment(Thread, 1), about.FindTarget()!.Id);
        Assert.Equal(Thread, post.FindTarget()!.Id);
        Assert.Null((post with { Post = post.Post with { AuthorId = "bo" } }).FindTarget());
    }

    private static QuietThread Of(params Comment[] comments) => Of(comments, "bo");

    private static QuietThread Of(Comment[] comments, string agent) => new(
        Some.Post(Thread),
        comments,
        Window: null,
        new MemoryEntry(
            Ids.Run(Ids.Event(Thread, "x"), agent), agent, "philosophy", "自由是什么", Ids.Comment(Thread, 1), Some.Time,
            new RunNotes(Ids.Comment(Thread, 1), "ai", Attitude: null, [])));

    private static Comment Comment(int sequence, int answers, string author) =>
        Some.Comment(Thread, sequence, author) with
        {
            ParentId = answers == 0 ? null : Ids.Comment(Thread, answers),
        };
}
