using Zhiyu.Core.Quality;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Quality;

[Trait("Set", "Quick")]
public sealed class ConversationFiguresTests
{
    private static readonly string One = Ids.NewThread(Some.Time, Some.Random(1));
    private static readonly string Other = Ids.NewThread(Some.Time, Some.Random(2));

    [Fact]
    public void A_reply_tree_gives_its_figures()
    {
        // ai posts; bo and cy answer it; ai answers bo; dan answers ai.
        var figures = Of(Thread(One, "ai", (1, 0, "bo"), (2, 0, "cy"), (3, 1, "ai"), (4, 3, "dan")));

        Assert.Equal((1, 4, 1.0), (figures.Threads, figures.Comments, figures.AuthorReturns));
        Assert.Equal(0.5, figures.Answered);
        Assert.Equal((1.75, 0.5), (figures.MeanDepth, figures.ShareDeep));
        // bo and ai, of bo and ai, cy and ai, dan and ai.
        Assert.Equal(0.333, figures.Reciprocity);
        Assert.Equal(2, figures.LongestPingPong);
    }

    [Fact]
    public void An_author_who_only_comments_first_does_not_return() =>
        Assert.Equal(0, Of(Thread(One, "ai", (1, 0, "ai"), (2, 0, "bo"))).AuthorReturns);

    [Fact]
    public void A_self_reply_is_counted_and_is_no_answer()
    {
        var figures = Of(Thread(One, "ai", (1, 0, "bo"), (2, 1, "bo")));

        Assert.Equal((1, 0.0, 0.0), (figures.SelfReplies, figures.Answered, figures.Reciprocity));
    }

    [Fact]
    public void Pairs_may_answer_each_other_in_different_threads() =>
        Assert.Equal(1, Of(Thread(One, "ai", (1, 0, "bo")), Thread(Other, "bo", (1, 0, "ai"))).Reciprocity);

    [Fact]
    public void What_is_not_readable_counts_nowhere_and_keeps_its_place()
    {
        var figures = Of(new Conversation(Some.Post(One),
        [
            Comment(One, 1, 0, "bo") with { Visibility = Visibility.Quarantine },
            Comment(One, 2, 1, "cy"),
        ]));

        Assert.Equal((1, 2.0, 0.0), (figures.Comments, figures.MeanDepth, figures.Answered));
    }

    [Theory]
    [InlineData(49, 25, 1, 1.0)]
    [InlineData(49, 23, 1, 0.0)]
    [InlineData(47, 25, 0, 0.0)]
    public void Late_comments_are_measured_in_threads_of_more_than_two_days(
        int age, int commentAfter, int settled, double late)
    {
        var comment = Comment(One, 1, 0, "bo") with { CreatedAt = Some.Time.AddHours(commentAfter) };

        var figures = ConversationFigures.Of(
            [new Conversation(Some.Post(One), [comment])], Some.Time.AddHours(age));

        Assert.Equal((settled, late), (figures.SettledThreads, figures.LateComments));
    }

    [Fact]
    public void No_thread_gives_no_figures() => Assert.Equal(
        new ConversationFigures(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), Of());

    private static ConversationFigures Of(params Conversation[] threads) =>
        ConversationFigures.Of(threads, Some.Time.AddHours(1));

    private static Conversation Thread(
        string id, string author, params (int Sequence, int Answers, string Author)[] comments) => new(
        Some.Post(id, author),
        [.. comments.Select(each => Comment(id, each.Sequence, each.Answers, each.Author))]);

    private static Comment Comment(string threadId, int sequence, int answers, string author) =>
        Some.Comment(threadId, sequence, author) with
        {
            ParentId = answers == 0 ? null : Ids.Comment(threadId, answers),
        };
}
