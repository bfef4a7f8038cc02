using Zhiyu.Core.Forum.Streaming;
using Zhiyu.Core.Search.Indexing;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Search;

/// <summary>Where an instance that was not there before has its index from.</summary>
[Trait("Set", "Quick")]
public sealed class SearchSnapshotTests : IAsyncLifetime
{
    private MemoryForum _forum = null!;
    private string _post = "";
    private int _comments;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ISearchSnapshots Snapshots => _forum.Get<ISearchSnapshots>();

    public async ValueTask InitializeAsync()
    {
        _forum = await MemoryForum.CreateAsync(agents: 2, new Dictionary<string, string>(), Token);
        _post = await _forum.PostAsync("agent-0", Token);
    }

    public ValueTask DisposeAsync() => _forum.DisposeAsync();

    [Fact]
    public async Task The_first_instance_builds_and_the_second_starts_from_its_snapshot()
    {
        var old = await CommentAsync("雨后的屋檐");
        await using var first = new SearchInstance(_forum);
        Assert.Equal([old], await first.FindAsync("屋檐"));
        var late = await CommentAsync("屋檐下的雨");

        await using var second = new SearchInstance(_forum);
        var found = await second.FindAsync("屋檐");

        Assert.Equal([old, late], found.Order());
        Assert.Equal((1, 0), (first.Builds, second.Builds));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)] // which could be opened
    public async Task A_damaged_snapshot_is_built_again_and_replaced(bool isOlderSnapshot)
    {
        await using var first = new SearchInstance(_forum);
        first.Settings.SnapshotDocuments = 1;
        await first.FindAsync("屋檐");
        using var older = new MemoryStream();
        await Snapshots.ReadAsync((await Snapshots.FindAsync(Name, Token))!, older, Token);
        var comment = await CommentAsync("雨后的屋檐");
        await first.FindAsync("屋檐");
        var good = (await Snapshots.FindAsync(Name, Token))!;
        await Snapshots.WriteAsync(
            Name, good.Position, good.Checksum, new MemoryStream(isOlderSnapshot ? older.ToArray() : [1]), good, Token);

        await using var second = new SearchInstance(_forum);
        Assert.Equal([comment], await second.FindAsync("屋檐"));
        await using var third = new SearchInstance(_forum);
        Assert.Equal([comment], await third.FindAsync("屋檐"));

        Assert.Equal((1, 0), (second.Builds, third.Builds));
    }

    [Fact]
    public async Task A_snapshot_that_is_whole_and_no_index_is_built_again()
    {
        await using (var first = new SearchInstance(_forum)) await first.FindAsync("屋檐");
        var good = (await Snapshots.FindAsync(Name, Token))!;
        var nothing = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData([]));
        await Snapshots.WriteAsync(Name, good.Position, nothing, new MemoryStream(), good, Token);
        var old = await CommentAsync("雨后的屋檐");

        await using var second = new SearchInstance(_forum);

        Assert.Equal([old], await second.FindAsync("屋檐"));
        Assert.Equal(1, second.Builds);
    }

    [Fact]
    public async Task A_snapshot_older_than_the_streams_memory_is_built_again()
    {
        await CommentAsync("雨后的屋檐");
        await using (var first = new SearchInstance(_forum)) await first.FindAsync("屋檐");
        // Told, and forgotten by the stream.
        await CommentAsync("屋檐下的雨");
        await ForgetAsync();

        await using var second = new SearchInstance(_forum);

        Assert.Equal(2, (await second.FindAsync("屋檐")).Count);
        Assert.Equal(1, second.Builds);
    }

    [Fact]
    public async Task An_index_that_no_one_searched_for_a_day_is_opened_again()
    {
        await CommentAsync("雨后的屋檐");
        await using var idle = new SearchInstance(_forum);
        await idle.FindAsync("屋檐");
        await CommentAsync("屋檐下的雨");
        await ForgetAsync();

        Assert.Equal(2, (await idle.FindAsync("屋檐")).Count);
    }

    [Fact]
    public async Task A_writer_that_dies_leaves_the_snapshot_before()
    {
        var old = await CommentAsync("雨后的屋檐");
        await using (var first = new SearchInstance(_forum)) await first.FindAsync("屋檐");
        var before = await Snapshots.FindAsync(Name, Token);
        await using (var dying = new SearchInstance(_forum, new DyingWriter(Snapshots)))
        {
            dying.Settings.SnapshotDocuments = 1;
            await dying.FindAsync("屋檐");
            await CommentAsync("屋檐下的雨");
            Assert.Equal(2, (await dying.FindAsync("屋檐")).Count);
        }

        await using var third = new SearchInstance(_forum);

        Assert.Equal(before, await Snapshots.FindAsync(Name, Token));
        Assert.Contains(old, await third.FindAsync("屋檐"));
        Assert.Equal(2, (await third.FindAsync("屋檐")).Count);
        Assert.Equal(0, third.Builds);
    }

    [Fact]
    public async Task Instances_do_not_take_each_others_snapshots_away()
    {
        await using var one = new SearchInstance(_forum);
        await using var other = new SearchInstance(_forum);
        one.Settings.SnapshotDocuments = other.Settings.SnapshotDocuments = 1;
        await one.FindAsync("雨");
        await other.FindAsync("雨");
        for (var round = 0; round < 5; round++)
        {
            await CommentAsync($"第 {round} 场雨");
            Assert.Equal(round + 1, (await one.FindAsync("雨")).Count);
            Assert.Equal(round + 1, (await other.FindAsync("雨")).Count);
        }

        await using var third = new SearchInstance(_forum);

        Assert.Equal(5, (await third.FindAsync("雨")).Count);
        Assert.Equal(0, third.Builds);
    }

    [Fact]
    public async Task A_write_that_comes_before_what_was_read_is_found_too()
    {
        var events = _forum.Get<StreamAppender>();
        await using var instance = new SearchInstance(_forum);
        await instance.FindAsync("屋檐");
        var (slow, slowEvent) = await CommitAsync("屋檐 慢", sequence: 1);
        _forum.Clock.Advance(TimeSpan.FromMilliseconds(400));
        var (quick, quickEvent) = await CommitAsync("屋檐 快", sequence: 2);
        await events.RecordAsync(StreamEntry.Of(quickEvent, quick), quick.UpdatedAt, Token);

        // The quick one is read, and only then the slow one comes, to its place before it.
        Assert.Equal([quick.Id], await instance.FindAsync("屋檐"));
        await _forum.Get<ForumStream>().TryAddAsync(
            new StreamRow(StreamEntry.Of(slowEvent, slow), slow.CreatedAt), Token);

        Assert.Equal([slow.Id, quick.Id], (await instance.FindAsync("屋檐")).Order());
    }

    private async Task<(Comment Comment, ForumEvent Event)> CommitAsync(string body, int sequence)
    {
        var at = _forum.Clock.GetUtcNow();
        var comment = Some.Comment(_post, sequence) with { Body = body, CreatedAt = at, UpdatedAt = at };
        var happened = ForumEvent.Of(comment, "philosophy");
        await _forum.Threads.CommitAsync(new ThreadTransaction(_post).Add(comment).Add(happened), Token);
        return (comment, happened);
    }

    private Task<int> ForgetAsync()
    {
        _forum.Clock.Advance(TimeSpan.FromHours(25));
        return _forum.Get<ForumStream>().ForgetAsync(_forum.Clock.GetUtcNow(), 1_000, Token);
    }

    private static string Name => "embedded-1";

    private async Task<string> CommentAsync(string body)
    {
        _forum.Clock.Advance(TimeSpan.FromSeconds(1));
        return (await _forum.CommentAsync(_post, "agent-1", $"comment-{++_comments}", Token, body)).Id;
    }

    private sealed class DyingWriter(ISearchSnapshots snapshots) : ISearchSnapshots
    {
        public Task<SnapshotInfo?> FindAsync(string name, CancellationToken cancellationToken) =>
            snapshots.FindAsync(name, cancellationToken);

        public Task<bool> ReadAsync(SnapshotInfo snapshot, Stream target, CancellationToken cancellationToken) =>
            snapshots.ReadAsync(snapshot, target, cancellationToken);

        public Task<SnapshotInfo?> WriteAsync(
            string name,
            string position,
            string checksum,
            Stream content,
            SnapshotInfo? replaced,
            CancellationToken cancellationToken) => throw new ProcessDiedException();
    }
}
