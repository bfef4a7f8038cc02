using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Core.Allocation;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Storage;
using Zhiyu.Core.Storage.Memory;
using Zhiyu.Core.Tables;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Storage.Compliance;

public abstract class ThreadStoreCompliance(Action<IServiceCollection> addStorage) : StorageCompliance(addStorage)
{
    private readonly string _thread = Ids.NewThread(Some.Time, Some.Random());

    private ThreadStore Store => Get<ThreadStore>();

    [Fact]
    public async Task A_row_that_is_not_there_is_null()
    {
        await CommitAsync(Transaction().Add(Some.Comment(_thread, 1)));

        Assert.Null(await Store.FindAsync<Post>(_thread, Token));
        Assert.Null(await Store.FindAsync<Comment>(Ids.Comment(_thread, 2), Token));
    }

    [Fact]
    public async Task A_row_that_has_changed_is_not_removed_and_one_that_is_gone_is()
    {
        var run = Some.Run(_thread, "ai");
        await CommitAsync(Transaction().Add(run).Add(Some.Post(_thread)));
        var read = await FindAsync<Run>(run.Id);
        await CommitAsync(Transaction().Replace(read, run with { Attempts = 1 }));

        Assert.False(await Store.RemoveAsync<Run>(run.Id, read.ETag, Token));
        Assert.True(await Store.RemoveAsync<Run>(run.Id, (await FindAsync<Run>(run.Id)).ETag, Token));
        Assert.True(await Store.RemoveAsync<Run>(run.Id, read.ETag, Token));
        Assert.True(await Store.RemoveAsync<Run>(run.Id, tag: null, Token));

        Assert.Null(await Store.FindAsync<Run>(run.Id, Token));
        Assert.NotNull(await Store.FindAsync<Post>(_thread, Token));
    }

    [Fact]
    public async Task A_row_comes_back_as_it_was_written()
    {
        var post = Some.Post(_thread) with { Title = "“自由” <b>{{ 1 + 1 }}</b> 😀", Tags = ["一", "二"] };

        await CommitAsync(Transaction().Add(post));

        Assert.Equivalent(post, (await FindAsync<Post>(_thread)).Row, strict: true);
    }

    [Fact]
    public async Task Rows_of_every_kind_stand_beside_each_other()
    {
        var post = Some.Post(_thread);
        var window = new ResponseWindow { Id = _thread, Responses = [new Response("bo", "ai", Some.Time)] };
        var comment = Some.Comment(_thread, 1);
        var happened = ForumEvent.Of(comment, "philosophy");
        var decided = new AllocationRecord { Id = happened.Id, Admission = Admission.Admitted, DecidedAt = Some.Time };
        var run = Some.Run(_thread, "ai");
        var vote = new Vote
        {
            Id = Ids.Vote(_thread, comment.Id, "ai"),
            AgentId = "ai",
            TargetId = comment.Id,
            Direction = VoteDirection.Down,
            CreatedAt = Some.Time,
            UpdatedAt = Some.Time,
        };
        var report = new Report
        {
            Id = Ids.Report(_thread, "run-9"),
            AgentId = "ai",
            TargetId = comment.Id,
            Reason = "离题",
            CreatedAt = Some.Time,
        };

        await CommitAsync(Transaction()
            .Add(post).Add(window).Add(comment).Add(happened).Add(decided).Add(run).Add(vote).Add(report));

        Assert.Equivalent(post, (await FindAsync<Post>(post.Id)).Row, strict: true);
        Assert.Equivalent(window, (await FindAsync<ResponseWindow>(window.Id)).Row, strict: true);
        Assert.Equivalent(comment, (await FindAsync<Comment>(comment.Id)).Row, strict: true);
        Assert.Equivalent(happened, (await FindAsync<ForumEvent>(happened.Id)).Row, strict: true);
        Assert.Equivalent(decided, (await FindAsync<AllocationRecord>(decided.Id)).Row, strict: true);
        Assert.Equivalent(run, (await FindAsync<Run>(run.Id)).Row, strict: true);
        Assert.Equivalent(vote, (await FindAsync<Vote>(vote.Id)).Row, strict: true);
        Assert.Equivalent(report, (await FindAsync<Report>(report.Id)).Row, strict: true);
    }

    [Fact]
    public async Task Adding_what_is_there_changes_nothing_of_the_transaction()
    {
        await CommitAsync(Transaction().Add(Some.Post(_thread)));

        await ConflictAsync(Transaction()
            .Add(Some.Comment(_thread, 1)).Add(Some.Post(_thread) with { VoteScore = 1 }));

        Assert.Null(await Store.FindAsync<Comment>(Ids.Comment(_thread, 1), Token));
        Assert.Equal(0, (await FindAsync<Post>(_thread)).Row.VoteScore);
    }

    [Fact]
    public async Task Replacing_what_has_changed_since_it_was_read_changes_nothing()
    {
        await CommitAsync(Transaction().Add(Some.Post(_thread)));
        var read = await FindAsync<Post>(_thread);
        await CommitAsync(Transaction().Replace(read, read.Row with { VoteScore = 1 }));

        await ConflictAsync(Transaction()
            .Add(Some.Comment(_thread, 1)).Replace(read, read.Row with { VoteScore = 2 }));

        Assert.Equal(1, (await FindAsync<Post>(_thread)).Row.VoteScore);
        Assert.Null(await Store.FindAsync<Comment>(Ids.Comment(_thread, 1), Token));
    }

    [Fact]
    public async Task Replacing_what_is_not_there_changes_nothing()
    {
        var tag = (await CommitAsync(Transaction().Add(Some.Post(_thread)))).ETags[0];
        var comment = Some.Comment(_thread, 1);

        await ConflictAsync(Transaction()
            .Add(Some.Comment(_thread, 2)).Replace(new Stored<Comment>(comment, tag), comment));

        Assert.Empty(await Store.CommentsAfterAsync(_thread, 0, take: 10, Token));
    }

    [Fact]
    public async Task Putting_adds_what_was_not_read_and_replaces_what_was()
    {
        await CommitAsync(Transaction().Put(null, Some.Post(_thread)));
        await ConflictAsync(Transaction().Put(null, Some.Post(_thread)));

        var read = await FindAsync<Post>(_thread);
        await CommitAsync(Transaction().Put(read, read.Row with { VoteScore = 1 }));

        Assert.Equal(1, (await FindAsync<Post>(_thread)).Row.VoteScore);
    }

    [Fact]
    public async Task The_tags_of_a_commit_are_good_for_the_next_replacement()
    {
        var post = Some.Post(_thread);
        var committed = await CommitAsync(Transaction().Add(Some.Comment(_thread, 1)).Add(post));

        Assert.Equal((await FindAsync<Post>(_thread)).ETag, committed.ETags[1]);
        await CommitAsync(Transaction().Replace(new Stored<Post>(post, committed.ETags[1]), post));
    }

    [Fact]
    public async Task A_tag_changes_with_each_write_also_of_the_same()
    {
        await CommitAsync(Transaction().Add(Some.Post(_thread)));
        var read = await FindAsync<Post>(_thread);

        var committed = await CommitAsync(Transaction().Replace(read, read.Row));

        Assert.NotEqual(read.ETag, Assert.Single(committed.ETags));
        await ConflictAsync(Transaction().Replace(read, read.Row));
    }

    [Fact]
    public async Task A_transaction_has_up_to_a_hundred_rows()
    {
        await CommitAsync(Comments(first: 1, count: 100));
        await IsRefusedAsync(() => Store.CommitAsync(Comments(first: 101, count: 101), Token));

        Assert.Equal(100, (await Store.CommentsAfterAsync(_thread, 0, take: 1_000, Token)).Count);
    }

    [Fact]
    public async Task A_transaction_without_rows_or_with_one_twice_is_refused()
    {
        await IsRefusedAsync(() => Store.CommitAsync(Transaction(), Token));
        await IsRefusedAsync(() => Store.CommitAsync(
            Transaction().Add(Some.Comment(_thread, 1)).Add(Some.Comment(_thread, 1)), Token));

        Assert.Empty(await Store.CommentsAfterAsync(_thread, 0, take: 10, Token));
    }

    [Fact]
    public async Task Comments_come_oldest_first_and_only_those_after_the_place()
    {
        await CommitAsync(Comments(first: 1, count: 12).Add(Some.Post(_thread)).Add(Some.Run(_thread, "ai")));

        Assert.Equal([10, 11], await SequencesAfterAsync(9, take: 2));
        Assert.Equal(Enumerable.Range(1, 12), await SequencesAfterAsync(0, take: 1_000));
        Assert.Empty(await SequencesAfterAsync(12, take: 10));
    }

    [Fact]
    public async Task Comments_of_another_thread_are_not_among_them()
    {
        var other = Ids.NewThread(Some.Time, Some.Random(2));
        await CommitAsync(new ThreadTransaction(other).Add(Some.Comment(other, 1)));

        Assert.Empty(await SequencesAfterAsync(0, take: 10));
    }

    [Fact]
    public async Task Of_many_who_replace_what_they_read_one_succeeds()
    {
        await CommitAsync(Transaction().Add(Some.Post(_thread)));
        for (var round = 1; round <= Rounds; round++)
        {
            var read = await FindAsync<Post>(_thread);

            var results = await AtOnceAsync(number => Store.CommitAsync(Transaction()
                .Replace(read, read.Row with { VoteScore = read.Row.VoteScore + 1, Title = $"{number}" })
                .Add(Some.Comment(_thread, (round * 100) + number)), Token));

            var winner = Assert.Single(results.Index(), each => each.Item is CommitResult.Committed).Index;
            var now = (await FindAsync<Post>(_thread)).Row;
            Assert.Equal((round, $"{winner}"), (now.VoteScore, now.Title));
            Assert.Equal((round * 100) + winner, (await SequencesAfterAsync(0, take: 1_000))[^1]);
        }

        Assert.Equal(Rounds, (await SequencesAfterAsync(0, take: 1_000)).Count);
    }

    [Fact]
    public async Task Of_many_who_add_the_same_row_one_succeeds()
    {
        var results = await AtOnceAsync(number => Store.CommitAsync(
            Transaction().Add(Some.Post(_thread) with { VoteScore = number }), Token));

        var winner = Assert.Single(results.Index(), each => each.Item is CommitResult.Committed).Index;
        Assert.Equal(winner, (await FindAsync<Post>(_thread)).Row.VoteScore);
    }

    [Fact]
    public async Task Who_has_given_up_changes_nothing()
    {
        var gone = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Store.CommitAsync(Transaction().Add(Some.Post(_thread)), gone));

        Assert.Null(await Store.FindAsync<Post>(_thread, Token));
    }

    private ThreadTransaction Transaction() => new(_thread);

    private ThreadTransaction Comments(int first, int count) => Enumerable.Range(first, count).Aggregate(
        Transaction(), (transaction, sequence) => transaction.Add(Some.Comment(_thread, sequence)));

    private async Task<IReadOnlyList<int>> SequencesAfterAsync(int sequence, int take) =>
        [.. (await Store.CommentsAfterAsync(_thread, sequence, take, Token)).Select(comment => comment.Sequence)];

    private async Task<Stored<TRow>> FindAsync<TRow>(string id) where TRow : class, IThreadRow =>
        (await Store.FindAsync<TRow>(id, Token))!;

    private async Task<CommitResult.Committed> CommitAsync(ThreadTransaction transaction) =>
        Assert.IsType<CommitResult.Committed>(await Store.CommitAsync(transaction, Token));

    private async Task ConflictAsync(ThreadTransaction transaction) =>
        Assert.IsType<CommitResult.Conflict>(await Store.CommitAsync(transaction, Token));
}

public sealed class TableThreadStoreTests(AzuriteFixture azurite)
    : ThreadStoreCompliance(services => services.AddStorage(azurite.NewAccount()));

public sealed class MemoryThreadStoreTests() : ThreadStoreCompliance(services => services.AddMemoryStorage());
