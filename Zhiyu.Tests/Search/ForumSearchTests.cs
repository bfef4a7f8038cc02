using Microsoft.Extensions.Options;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Governance;
using Zhiyu.Core.Search;
using Zhiyu.Core.Search.Indexing;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Search;

/// <summary>A search on storage: what it costs, and that each instance shows what everyone may see now.</summary>
public sealed class ForumSearchTests(AzuriteFixture azurite) : ForumTest(azurite)
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task A_search_costs_what_is_new_and_what_it_shows()
    {
        var post = await PostAsync();
        var comments = new[] { await CommentAsync(post, "雨后的屋檐"), await CommentAsync(post, "屋檐下的雨") };
        await FindAsync(Process, "屋檐"); // opens the index
        Process.Get<IOptions<SearchOptions>>().Value.SnapshotAge = TimeSpan.FromDays(1);
        World.Clock.Advance(10 * Second);
        await FindAsync(Process, "屋檐");

        World.Clock.Advance(Second);
        var before = Process.Policy.Operations;
        var found = await FindAsync(Process, "屋檐");
        var withStream = Process.Policy.Operations - before;
        before = Process.Policy.Operations;
        await FindAsync(Process, "没有的词");
        var within = Process.Policy.Operations - before;
        World.Clock.Advance(Second);
        before = Process.Policy.Operations;
        await FindAsync(Process, "没有的词");
        var nothing = Process.Policy.Operations - before;

        Assert.Equal(comments.Order(), found.Order());
        // The stream, the post of both at once, two comments. A second search within a second needs no stream.
        Assert.InRange(withStream, 1 + 1 + 2, 1 + 2 + 2);
        Assert.Equal((0, 1), (within, nothing));
    }

    [Fact]
    public async Task An_instance_that_no_one_searches_reads_nothing()
    {
        var post = await PostAsync();
        await CommentAsync(post, "雨后的屋檐");
        await FindAsync(Process, "屋檐");
        await using var other = World.Start();
        _ = other.Get<ForumSearch>();
        var before = (Process.Policy.Operations, other.Policy.Operations);

        for (var hour = 0; hour < 48; hour++) World.Clock.Advance(TimeSpan.FromHours(1));
        await Task.Yield();

        Assert.Equal(before, (Process.Policy.Operations, other.Policy.Operations));
    }

    [Fact]
    public async Task Each_instance_finds_a_comment_within_a_second_and_loses_it_at_once()
    {
        var post = await PostAsync();
        await using var other = World.Start();
        Assert.Empty(await FindAsync(Process, "屋檐"));
        Assert.Empty(await FindAsync(other, "屋檐"));

        var comment = await CommentAsync(post, "雨后的屋檐");
        World.Clock.Advance(Second);
        Assert.Equal([comment], await FindAsync(Process, "屋檐"));
        Assert.Equal([comment], await FindAsync(other, "屋檐"));

        await ActAsync(GovernanceActionKind.Quarantine, GovernanceTarget.Comment, comment);
        Assert.Empty(await FindAsync(Process, "屋檐"));
        Assert.Empty(await FindAsync(other, "屋檐"));
        Assert.Empty((await PageAsync(other, "屋檐")).Facets!.Authors);

        await ActAsync(GovernanceActionKind.Approve, GovernanceTarget.Comment, comment);
        Assert.Equal([comment], await FindAsync(other, "屋檐"));

        await ActAsync(GovernanceActionKind.Fold, GovernanceTarget.Post, post);
        Assert.Empty(await FindAsync(Process, "屋檐"));
        Assert.Empty(await FindAsync(other, "屋檐"));
    }

    [Fact]
    public async Task What_is_approved_days_later_is_found()
    {
        var post = await PostAsync();
        await FindAsync(Process, "屋檐");
        var comment = await WithheldAsync(post, "雨后的屋檐");
        World.Clock.Advance(TimeSpan.FromHours(20));
        await FindAsync(Process, "屋檐");
        World.Clock.Advance(TimeSpan.FromHours(20));
        Assert.Empty(await FindAsync(Process, "屋檐"));

        await ActAsync(GovernanceActionKind.Approve, GovernanceTarget.Comment, comment);
        World.Clock.Advance(Second);

        Assert.Equal([comment], await FindAsync(Process, "屋檐"));
    }

    [Fact]
    public async Task A_page_is_full_although_much_is_withheld_and_pages_do_not_overlap()
    {
        var post = await PostAsync();
        List<string> comments = [];
        for (var i = 0; i < 12; i++) comments.Add(await CommentAsync(post, $"屋檐 {i}"));
        foreach (var comment in comments.Where((_, place) => place % 2 == 0))
            await ActAsync(GovernanceActionKind.Reject, GovernanceTarget.Comment, comment);
        World.Clock.Advance(Second);

        var first = await PageAsync(Process, "屋檐", limit: 4);
        // A later page stays in place.
        await CommentAsync(post, "屋檐 新");
        World.Clock.Advance(Second);
        var second = await PageAsync(Process, "屋檐", first.Next, limit: 4);

        Assert.Equal((4, 2), (first.Items.Count, second.Items.Count));
        Assert.Equal(
            comments.Where((_, place) => place % 2 == 1).Order(),
            first.Items.Concat(second.Items).Select(found => found.Content.Id).Order());
        Assert.Null(second.Next);
        Assert.Equal((6, 6), (first.Facets!.Counted, first.Facets.Authors.Sum(each => each.Count)));
    }

    [Fact]
    public async Task A_search_that_would_wait_too_long_says_so_and_the_index_goes_on()
    {
        await PostAsync();
        Process.Get<IOptions<SearchOptions>>().Value.MaxWait = TimeSpan.FromMilliseconds(1);

        // The clock of this world moves on whenever it is read.
        var outcomes = new List<SearchOutcome>();
        do
        {
            World.Clock.Advance(Second);
            outcomes.Add(await SearchAsync(Process, "屋檐", null, 20));
        }
        while (outcomes[^1] is SearchOutcome.Building);

        Assert.IsType<SearchOutcome.Found>(outcomes[^1]);
    }

    [Theory]
    [InlineData("Before")]
    [InlineData("After")]
    public async Task An_instance_that_dies_at_any_operation_leaves_what_the_next_one_needs(string death)
    {
        var post = await PostAsync();
        List<string> comments = [];
        for (var at = 1; at <= 10; at++)
        {
            comments.Add(await CommentAsync(post, $"屋檐 {at}"));
            World.Clock.Advance(Second);
            // At first it builds its index and writes the first snapshot; later it starts from one and replaces it.
            await using var dying = World.Start(new MortalPolicy(at, Enum.Parse<Death>(death)));
            dying.Get<IOptions<SearchOptions>>().Value.SnapshotDocuments = 1;
            try
            {
                await FindAsync(dying, "屋檐");
            }
            catch (ProcessDiedException)
            {
            }

            await using var next = World.Start();
            next.Get<IOptions<SearchOptions>>().Value.SnapshotDocuments = 1;
            Assert.Equal(comments.Order(), (await FindAsync(next, "屋檐")).Order());
        }
    }

    private async Task<string> PostAsync() => Assert.IsType<WriteResult<Post>.Written>(
        await Process.Get<PostWriter>().WriteAsync(Some.NewPost(), Token)).Value.Id;

    private async Task<string> CommentAsync(string post, string body) => Assert.IsType<WriteResult<Comment>.Written>(
        await Process.Get<CommentWriter>().WriteAsync(
            new NewComment("bo", $"run of {body}", post, ParentId: null, body), Token)).Value.Id;

    // As a run's reply that moderation withholds: no observer is told.
    private async Task<string> WithheldAsync(string post, string body)
    {
        var stored = (await World.Threads.FindAsync<Post>(post, Token))!;
        var now = World.Clock.GetUtcNow();
        var comment = Some.Comment(post, stored.Row.LastSequence + 1) with
        {
            Body = body,
            Visibility = Visibility.Quarantine,
            State = ReviewState.Pending,
            CreatedAt = now,
            UpdatedAt = now,
        };
        await World.Threads.CommitAsync(
            new ThreadTransaction(post).Add(comment).Add(ForumEvent.Of(comment, stored.Row.CommunityId))
                .Replace(stored, stored.Row with { LastSequence = comment.Sequence }),
            Token);
        return comment.Id;
    }

    private Task ActAsync(GovernanceActionKind kind, GovernanceTarget type, string id) =>
        Process.Get<ContentModeration>().TakeAsync(new GovernanceOrder(kind, type, id, "root", "离题"), Token);

    private static async Task<IReadOnlyList<string>> FindAsync(ForumProcess process, string query)
    {
        var outcome = await SearchAsync(process, query, null, 20);
        await ((Zhiyu.Core.Search.Embedded.EmbeddedIndex)process.Get<ISearchIndex>()).SavedAsync();
        return [.. ((SearchOutcome.Found)outcome).Page.Items.Select(found => found.Content.Id)];
    }

    private static async Task<SearchPage> PageAsync(
        ForumProcess process, string query, SearchCursor? cursor = null, int limit = 20) =>
        Assert.IsType<SearchOutcome.Found>(await SearchAsync(process, query, cursor, limit, facets: true)).Page;

    private static Task<SearchOutcome> SearchAsync(
        ForumProcess process, string query, SearchCursor? cursor, int limit, bool facets = false) =>
        process.Get<ForumSearch>().FindAsync(
            new SearchQuery(SearchTerm.Parse(query), SearchTarget.Comments), "", cursor, limit, facets, Token);
}
