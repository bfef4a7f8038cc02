using Microsoft.Extensions.Time.Testing;
using NSubstitute;
using Zhiyu.Core.Forum.Reading;
using Zhiyu.Core.Tables;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Forum.Reading;

[Trait("Set", "Quick")]
public sealed class PostReadsTests
{
    private const string Id = "06h1zqbydrpmnyda";

    // One for each reading, in the order in which they begin; a reading ends when the test says so.
    private readonly List<TaskCompletionSource<Stored<Post>?>> _readings = [];
    private readonly FakeTimeProvider _clock = new();
    private readonly PostReads _posts;

    public PostReadsTests()
    {
        var table = Substitute.For<ITable>();
        table.FindAsync<Post>(Arg.Any<TableKey>(), Arg.Any<CancellationToken>()).Returns(call =>
        {
            _readings.Add(new TaskCompletionSource<Stored<Post>?>());
            return _readings[^1].Task.WaitAsync(call.Arg<CancellationToken>());
        });
        _posts = new PostReads(new ThreadStore(new OneTable(table)), _clock);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_caller_that_comes_while_it_is_read_gets_the_result_of_the_next_reading()
    {
        var first = FindAsync();
        var others = Enumerable.Range(0, 9).Select(_ => FindAsync()).ToList();
        Assert.Single(_readings);

        End(0, "old");
        Assert.Equal("old", await first);
        await Eventually.TrueAsync(() => _readings.Count == 2);
        Assert.All(others, other => Assert.False(other.IsCompleted));
        End(1, "new");

        Assert.All(await Task.WhenAll(others), tag => Assert.Equal("new", tag));
        Assert.Equal(2, _readings.Count);
    }

    [Fact]
    public async Task It_is_read_again_when_no_caller_waits()
    {
        var first = FindAsync();
        End(0, "old");
        await first;

        var second = FindAsync();
        End(1, "new");

        Assert.Equal("new", await second);
    }

    [Fact]
    public async Task Who_gives_up_takes_nothing_from_the_others()
    {
        using var leaving = new CancellationTokenSource();
        var first = _posts.FindAsync(Id, leaving.Token);
        var second = FindAsync();
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);

        End(0, "old");

        await IsReadNextAsync(second);
    }

    [Fact]
    public async Task A_fault_reaches_only_the_callers_that_waited_for_that_reading()
    {
        var (first, second) = (FindAsync(), FindAsync());

        _readings[0].SetException(new TimeoutException());
        await Assert.ThrowsAsync<TimeoutException>(() => first);

        await IsReadNextAsync(second);
    }

    [Fact]
    public async Task A_reading_that_hangs_holds_up_others_for_ten_seconds_at_most()
    {
        var (first, second) = (FindAsync(), FindAsync());

        _clock.Advance(TimeSpan.FromSeconds(10));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);

        await IsReadNextAsync(second);
    }

    [Fact]
    public async Task Other_posts_are_read_meanwhile()
    {
        _ = FindAsync();

        var other = _posts.FindAsync("06h1zqbydrpmnydb", Token);
        End(1, "other");

        Assert.Equal("other", (await other)!.ETag);
    }

    private async Task IsReadNextAsync(Task<string?> waiting)
    {
        await Eventually.TrueAsync(() => _readings.Count == 2);
        End(1, "new");
        Assert.Equal("new", await waiting);
    }

    private async Task<string?> FindAsync() => (await _posts.FindAsync(Id, Token))?.ETag;

    private void End(int reading, string tag) => _readings[reading].SetResult(new Stored<Post>(Some.Post(Id), tag));
}
