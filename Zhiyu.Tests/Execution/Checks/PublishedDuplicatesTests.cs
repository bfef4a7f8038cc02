using Zhiyu.Core.Execution.Checks;
using Zhiyu.Core.Quality;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Execution.Checks;

[Trait("Set", "Quick")]
public sealed class PublishedDuplicatesTests
{
    private const string Text = "先把这件事放回它发生的地方，再来说它究竟对不对，也许就没有那么多可争的。";

    private static readonly string One = Ids.NewThread(Some.Time, Some.Random(1));
    private static readonly string Other = Ids.NewThread(Some.Time, Some.Random(2));

    [Theory]
    [InlineData("bo", "cy", true, 1)]
    [InlineData("bo", "bo", false, 1)]
    [InlineData("bo", "cy", false, 0)]
    public void A_repetition_of_the_thread_or_of_its_author_counts(
        string first, string second, bool sameThread, int duplicates)
    {
        var earlier = Comment(One, 1, first, Some.Time);
        var later = Comment(sameThread ? One : Other, 2, second, Some.Time.AddHours(1));
        Conversation[] threads = sameThread
            ? [new Conversation(Some.Post(One), [earlier, later])]
            : [new Conversation(Some.Post(One, "x"), [earlier]), new Conversation(Some.Post(Other, "y"), [later])];

        Assert.Equal(duplicates, PublishedDuplicates.Count(threads, threshold: 0.6));
    }

    private static Comment Comment(string threadId, int sequence, string author, DateTimeOffset at) =>
        Some.Comment(threadId, sequence, author) with { Body = Text, CreatedAt = at };
}
