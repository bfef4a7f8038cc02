using Zhiyu.Core.Search.Indexing;
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

    [Fact]
    public async Task A_damaged_snapshot_is_built_again_and_replaced()
    {
        var old = await CommentAsync("雨后的屋檐");
        await using (var first = new SearchInstance(_forum)) await first.FindAsync("屋檐");
        var good = (await Snapshots.FindAsync(Name, Token))!;
        await Snapshots.WriteAsync(
            Name, good.Position, good.Checksum, new MemoryStream([1, 2, 3]), good, Token);

        await using var second = new SearchInstance(_forum);
        Assert.Equal([old], await second.FindAsync("屋檐"));
        await using var third = new SearchInstance(_forum);
        Assert.Equal([old], await third.FindAsync("屋檐"));

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
        _forum.Clock.Advance(TimeSpan.FromHours(25));

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
        _forum.Clock.Advance(TimeSpan.FromHours(25));

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
