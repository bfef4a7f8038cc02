using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Zhiyu.Core.Forum.Streaming;
using Zhiyu.Core.Storage.Memory;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Forum.Streaming;

public sealed class StreamFollowerTests : IDisposable
{
    private const string PostId = "0000000000000001";

    private readonly FakeTimeProvider _clock = new(Some.Time);
    private readonly WatchedStream _watched = new(new MemoryTable());
    private readonly ThreadStore _threads = new(new MemoryTables());
    private readonly StreamFollower _tail;

    public StreamFollowerTests() =>
        _tail = new StreamFollower(
            new ReadableEvents(_watched.Stream, _threads), Options.Create(new StreamOptions()), _clock);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _tail.Dispose();

    [Fact]
    public async Task A_hundred_clients_cost_one_look_a_second_and_none_costs_nothing()
    {
        var positions = Enumerable.Repeat(_tail.Now, 100).ToArray();
        await FollowAsync(positions);
        var before = _watched.Reads;
        for (var second = 0; second < 60; second++) await FollowAsync(positions);

        Assert.Equal(60, _watched.Reads - before);
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(60, _watched.Reads - before);
    }

    [Fact]
    public async Task An_event_told_after_its_moment_was_read_reaches_clients_that_follow_and_that_return()
    {
        await _threads.CommitAsync(new ThreadTransaction(PostId).Add(Some.Post(PostId)), Token);
        string[] positions = [_tail.Now, _tail.Now];
        var away = positions[0];
        List<string> told = [];
        for (var second = 0; second < 30; second++)
        {
            // Written half a second after it happened: the moment is not settled yet.
            await AddAsync($"{second}", _clock.GetUtcNow() - TimeSpan.FromSeconds(0.5));
            foreach (var page in await FollowAsync(positions)) told.AddRange(Names(page));
        }

        for (var second = 0; second < 3; second++)
            foreach (var page in await FollowAsync(positions)) told.AddRange(Names(page));
        var expected = Enumerable.Range(0, 30).Select(second => Ids.Event(PostId, $"{second}")).ToList();
        Assert.Equal(expected.SelectMany(id => (string[])[id, id]).Order(), told.Order());
        // Longer away than the instance remembers.
        Assert.Equal(expected, Names(await _tail.NextAsync(away, Token)));
    }

    [Fact]
    public async Task More_than_a_page_comes_page_by_page_without_waiting()
    {
        await _threads.CommitAsync(new ThreadTransaction(PostId).Add(Some.Post(PostId)), Token);
        var position = _tail.Now;
        await FollowAsync([position]);
        for (var i = 0; i < 120; i++) await AddAsync($"{i}", _clock.GetUtcNow().AddMilliseconds(i));
        _clock.Advance(TimeSpan.FromSeconds(4));

        List<string> told = [];
        while (told.Count < 120)
        {
            var page = await _tail.NextAsync(position, Token).Soon();
            told.AddRange(Names(page));
            position = page.Until;
        }

        Assert.Equal(Enumerable.Range(0, 120).Select(i => Ids.Event(PostId, $"{i}")), told);
    }

    [Fact]
    public async Task What_is_withheld_is_not_told_and_neither_is_a_comment_under_it()
    {
        var comment = Some.Comment(PostId, 1);
        var withheld = Some.Post(PostId) with { Visibility = Visibility.Quarantine };
        await _threads.CommitAsync(new ThreadTransaction(PostId).Add(withheld).Add(comment), Token);
        var position = _tail.Now;
        await AddAsync("post", _clock.GetUtcNow());
        await AddAsync("comment", _clock.GetUtcNow(), comment.Id);
        _clock.Advance(TimeSpan.FromSeconds(4));

        var page = await _tail.ReadAsync(position, Token);

        Assert.Empty(page.Rows);
    }

    private async Task<IReadOnlyList<StreamPage>> FollowAsync(string[] positions)
    {
        var pages = positions.Select(position => _tail.NextAsync(position, Token)).ToList();
        _clock.Advance(TimeSpan.FromSeconds(1));
        var all = await Task.WhenAll(pages).Soon();
        for (var i = 0; i < positions.Length; i++) positions[i] = all[i].Until;
        return all;
    }

    private Task<bool> AddAsync(
        string name, DateTimeOffset at, string contentId = PostId) => _watched.Stream.TryAddAsync(
        new StreamRow(
            new StreamEntry(Ids.Event(PostId, name), ForumEventType.PostCreated, contentId, "philosophy", at), at),
        Token);

    private static IEnumerable<string> Names(StreamPage page) => page.Rows.Select(row => row.Entry.EventId);
}
