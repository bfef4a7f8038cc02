using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Zhiyu.Core.Forum.Streaming;
using Zhiyu.Core.Storage.Memory;
using Zhiyu.Core.Tables;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Forum.Streaming;

public sealed class StreamAppenderTests
{
    private static readonly StreamEntry Entry = new(
        Ids.Event("0000000000000001", "post"), ForumEventType.PostCreated, "0000000000000001", "philosophy", Some.Time);

    private readonly FakeTimeProvider _clock = new(Some.Time);
    private readonly SlowTable _table;
    private readonly ForumStream _stream;

    public StreamAppenderTests()
    {
        _table = new SlowTable(_clock);
        _stream = new ForumStream(new OneTable(_table));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_writer_in_time_writes_one_row_and_a_later_one_none()
    {
        await RecordAsync();
        await RecordAsync();
        _clock.Advance(TimeSpan.FromHours(3));
        await RecordAsync();

        Assert.Equal([Some.Time], await ToldAsync());
        Assert.Equal([new StreamRow(Entry, Some.Time)], await RowsAsync());
    }

    [Fact]
    public async Task Who_comes_late_tells_it_in_the_present_and_only_once()
    {
        _clock.Advance(TimeSpan.FromSeconds(1.1));
        await RecordAsync();
        var told = await ToldAsync();
        _clock.Advance(TimeSpan.FromHours(3));
        await RecordAsync();

        Assert.Equal([Some.Time.AddSeconds(1.1)], told);
        Assert.Equal(told, await ToldAsync());
    }

    [Fact]
    public async Task Who_takes_long_to_write_tells_it_once_more_in_the_present()
    {
        _table.Delays.Enqueue(TimeSpan.FromSeconds(1.5));
        _table.Delays.Enqueue(TimeSpan.FromSeconds(1.2));
        await RecordAsync();

        Assert.Equal([0, 1.5, 2.7], (await ToldAsync()).Select(at => (at - Some.Time).TotalSeconds));
    }

    [Fact]
    public async Task A_marked_event_that_was_not_moved_is_told_by_the_next_writer()
    {
        await _stream.TryAddAsync(
            new StreamRow(Entry, Some.Time) { MovedTo = Some.Time.AddSeconds(5) }, Token);
        _clock.Advance(TimeSpan.FromMinutes(10));
        await RecordAsync();
        var now = _clock.GetUtcNow();
        await RecordAsync();

        Assert.Contains(now, await ToldAsync());
        Assert.Single(await ToldAsync(), at => at > Some.Time.AddSeconds(5));
    }

    [Fact]
    public async Task What_is_older_than_the_streams_memory_is_no_news()
    {
        _clock.Advance(TimeSpan.FromHours(24.1));
        await RecordAsync();

        Assert.Empty(await RowsAsync());
    }

    [Fact]
    public async Task What_is_approved_after_the_streams_memory_is_told_when_it_is_approved()
    {
        _clock.Advance(TimeSpan.FromHours(24.1));
        var approved = _clock.GetUtcNow();
        await RecordAsync(approved);
        await RecordAsync(approved);

        Assert.Equal([approved], await ToldAsync());
    }

    [Fact]
    public async Task Storage_that_is_slow_for_ever_is_a_fault()
    {
        for (var i = 0; i < 20; i++) _table.Delays.Enqueue(TimeSpan.FromSeconds(3));

        await Assert.ThrowsAsync<TimeoutException>(RecordAsync);
    }

    private Task RecordAsync() => RecordAsync(changedAt: Some.Time);

    private Task RecordAsync(DateTimeOffset changedAt) =>
        new StreamAppender(_stream, Options.Create(new StreamOptions()), _clock).RecordAsync(Entry, changedAt, Token);

    private async Task<IEnumerable<DateTimeOffset>> ToldAsync() =>
        (await RowsAsync()).Where(row => row.MovedTo is null).Select(row => row.Stamp);

    private Task<IReadOnlyList<StreamRow>> RowsAsync() => _stream.ReadAsync(
        StreamPosition.Of(Some.Time.AddDays(-1)), StreamPosition.Of(Some.Time.AddDays(2)), 100, Token);

    /// <summary>Takes as long for each row as it is told to.</summary>
    private sealed class SlowTable(FakeTimeProvider clock) : ForwardingTable(new MemoryTable())
    {
        public Queue<TimeSpan> Delays { get; } = new();

        public override Task<bool> AddAsync(TableKey key, object row, CancellationToken cancellationToken)
        {
            if (Delays.TryDequeue(out var delay)) clock.Advance(delay);
            return base.AddAsync(key, row, cancellationToken);
        }
    }
}
