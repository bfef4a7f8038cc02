using Zhiyu.Core.Forum.Digests;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Governance;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Forum.Digests;

/// <summary>What the digest costs, and that it cites only what is public when it is read.</summary>
public sealed class DigestReaderTests(AzuriteFixture azurite) : ForumTest(azurite)
{
    [Fact]
    public async Task It_is_composed_once_in_ten_seconds_and_what_it_cites_is_read_each_time()
    {
        var post = await SpeakAsync();

        // The ranking, the feed; the post, its comments and its events; what is cited: the post, two comments.
        Assert.Equal(8, (await ReadAsync()).Cost);
        World.Clock.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal(3, (await ReadAsync()).Cost);

        World.Clock.Advance(TimeSpan.FromSeconds(1));
        var (digest, cost) = await ReadAsync();

        Assert.Equal(8, cost);
        Assert.Contains(digest.Sentences, each => each.Sentence.Kind == DigestKind.Disagreement);
        Assert.All(digest.Sentences, each => Assert.Equal(post, each.Post.Id));
        Assert.Equal(TimeSpan.FromHours(24), digest.Until - digest.From);
    }

    [Theory]
    [InlineData(GovernanceActionKind.Reject)]
    [InlineData(GovernanceActionKind.Fold)]
    internal async Task What_another_instance_withholds_or_folds_is_cited_no_more(GovernanceActionKind kind)
    {
        await SpeakAsync();
        var (digest, _) = await ReadAsync();
        var cited = digest.Sentences.SelectMany(each => each.Cited).First(each => each.Comment is not null).Content.Id;

        Assert.Equal(default, digest.WithheldAt);
        World.Clock.Advance(TimeSpan.FromSeconds(1));
        var before = World.Clock.GetUtcNow();
        Assert.IsType<GovernanceOutcome.Taken>(await World.Observer.Get<ContentModeration>().TakeAsync(
            new GovernanceOrder(kind, GovernanceTarget.Comment, cited, "root", Reason: null), Token));

        var (after, _) = await ReadAsync();
        // It is composed again at once, of what is left.
        Assert.InRange(after.WithheldAt, before, World.Clock.GetUtcNow().AddSeconds(1));
        Assert.NotEmpty(after.Sentences);
        Assert.DoesNotContain(after.Sentences, each => each.Sentence.Cited.Contains(cited));
    }

    [Fact]
    public async Task Without_its_post_no_comment_is_cited()
    {
        var post = await SpeakAsync();
        Assert.NotEmpty((await ReadAsync()).Digest.Sentences);

        await World.Observer.Get<ContentModeration>().TakeAsync(
            new GovernanceOrder(GovernanceActionKind.Reject, GovernanceTarget.Post, post, "root", Reason: null), Token);

        Assert.Empty((await ReadAsync()).Digest.Sentences);
    }

    // Two answers that differ from the post.
    private async Task<string> SpeakAsync()
    {
        var post = Assert.IsType<WriteResult<Post>.Written>(
            await World.Observer.Get<PostWriter>().WriteAsync(Some.NewPost(), Token)).Value.Id;
        foreach (var author in (string[])["bo", "cy"])
        {
            var comment = Assert.IsType<WriteResult<Comment>.Written>(await World.Observer.Get<CommentWriter>()
                .WriteAsync(new NewComment(author, $"run of {author}", post, null, $"我看未必，{author}。"), Token)).Value;
            var stored = (await World.Threads.FindAsync<ForumEvent>(comment.EventId, Token))!;
            await World.Threads.CommitAsync(
                new ThreadTransaction(post).Replace(
                    stored, stored.Row with { Notes = new RunNotes(post, "ai", Attitude.Differs, []) }),
                Token);
        }

        return post;
    }

    private async Task<(CurrentDigest Digest, int Cost)> ReadAsync()
    {
        var before = Process.Policy.Operations;
        var digest = await Process.Get<DigestReader>().ReadAsync(Token);
        return (digest, Process.Policy.Operations - before);
    }
}
