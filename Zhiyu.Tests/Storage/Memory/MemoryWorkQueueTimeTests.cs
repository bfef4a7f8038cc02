using Microsoft.Extensions.Time.Testing;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Storage.Memory;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Storage.Memory;

/// <summary>What only passes with time, which here is the test's own.</summary>
[Trait("Set", "Quick")]
public sealed class MemoryWorkQueueTimeTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider _clock = new(Some.Time);
    private readonly MemoryWorkQueue<EventMessage> _queue;

    public MemoryWorkQueueTimeTests() => _queue = new MemoryWorkQueue<EventMessage>(_clock);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_delayed_message_becomes_visible_when_its_time_has_come()
    {
        await SendAsync("e", delay: 60);

        _clock.Advance(60 * Second - TimeSpan.FromTicks(1));
        Assert.Empty(await ReceiveAsync());

        _clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(["e"], await ReceiveAsync());
    }

    [Fact]
    public async Task What_is_received_and_not_deleted_comes_again_and_the_first_receipt_is_void()
    {
        await SendAsync("e");
        var first = Assert.Single(await _queue.ReceiveAsync(1, 10 * Second, Token));
        _clock.Advance(10 * Second);
        var second = Assert.Single(await _queue.ReceiveAsync(1, 10 * Second, Token));

        await _queue.DeleteAsync(first.Receipt, Token);
        Assert.Equal(1, (await _queue.MeasureAsync(Token)).Messages);

        await _queue.DeleteAsync(second.Receipt, Token);
        Assert.Equal(0, (await _queue.MeasureAsync(Token)).Messages);
    }

    [Fact]
    public async Task A_receipt_stays_good_after_its_time_until_somebody_else_takes_the_message()
    {
        await SendAsync("e");
        var taken = Assert.Single(await _queue.ReceiveAsync(1, 10 * Second, Token));
        _clock.Advance(60 * Second);

        await _queue.DeleteAsync(taken.Receipt, Token);

        Assert.Equal(0, (await _queue.MeasureAsync(Token)).Messages);
    }

    [Fact]
    public async Task What_has_been_visible_longest_comes_first_and_of_one_moment_what_was_sent_first()
    {
        await SendAsync("late", delay: 30);
        await SendAsync("a");
        await SendAsync("b");
        _clock.Advance(20 * Second);
        await SendAsync("c");
        await SendAsync("d", delay: 10);
        _clock.Advance(10 * Second);

        Assert.Equal(["a", "b", "c", "late", "d"], await ReceiveAsync());
    }

    [Fact]
    public async Task The_lag_is_the_age_of_the_first_visible_message_since_it_was_sent()
    {
        await SendAsync("e", delay: 10);
        _clock.Advance(9 * Second);
        Assert.Equal(new QueueLag(1, TimeSpan.Zero), await _queue.MeasureAsync(Token));

        _clock.Advance(2 * Second);
        Assert.Equal(new QueueLag(1, 11 * Second), await _queue.MeasureAsync(Token));

        await _queue.ReceiveAsync(1, 10 * Second, Token);
        Assert.Equal(new QueueLag(1, TimeSpan.Zero), await _queue.MeasureAsync(Token));

        _clock.Advance(10 * Second);
        Assert.Equal(new QueueLag(1, 21 * Second), await _queue.MeasureAsync(Token));
    }

    [Fact]
    public async Task A_message_never_expires()
    {
        await SendAsync("e");
        _clock.Advance(TimeSpan.FromDays(1_000));

        Assert.Equal(["e"], await ReceiveAsync());
    }

    [Fact]
    public async Task It_says_when_its_next_message_becomes_visible()
    {
        Assert.Null(_queue.NextVisibleAt);
        var later = await SendAsync("later", delay: 60);
        Assert.Equal(Some.Time + 60 * Second, _queue.NextVisibleAt);
        await SendAsync("sooner", delay: 30);
        Assert.Equal(Some.Time + 30 * Second, _queue.NextVisibleAt);

        _clock.Advance(40 * Second);
        Assert.Equal(Some.Time + 30 * Second, _queue.NextVisibleAt);
        var taken = Assert.Single(await _queue.ReceiveAsync(1, 100 * Second, Token));
        Assert.Equal(Some.Time + 60 * Second, _queue.NextVisibleAt);

        await _queue.RevealAsync(later, Token);
        Assert.Equal(Some.Time + 40 * Second, _queue.NextVisibleAt);
        await ReceiveAsync();
        Assert.Equal(Some.Time + 50 * Second, _queue.NextVisibleAt);
        await _queue.DeleteAsync(taken.Receipt, Token);
        Assert.Equal(Some.Time + 50 * Second, _queue.NextVisibleAt);
    }

    private Task<MessageReceipt> SendAsync(string eventId, int delay = 0) =>
        _queue.SendAsync(new EventMessage(eventId), delay * Second, Token);

    private async Task<IEnumerable<string>> ReceiveAsync() =>
        (await _queue.ReceiveAsync(32, 10 * Second, Token)).Select(received => received.Message!.EventId);
}
