using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Threads;

public sealed class KeyedLockTests
{
    private readonly KeyedLock _turns = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_next_one_waits_for_the_turn_to_end_and_others_do_not()
    {
        var first = await _turns.TakeAsync("one", Token);
        var second = _turns.TakeAsync("one", Token);

        var others = Enumerable.Range(0, 100).Select(number => _turns.TakeAsync($"{number}", Token)).ToList();
        Assert.Contains(others, other => other.IsCompleted);
        Assert.False(second.IsCompleted);

        first.Dispose();
        (await second.Soon()).Dispose();
    }

    [Fact]
    public async Task Who_gives_up_waiting_leaves_the_turn_to_the_next()
    {
        using var leaving = new CancellationTokenSource();
        var first = await _turns.TakeAsync("one", Token);
        var second = _turns.TakeAsync("one", leaving.Token);
        var third = _turns.TakeAsync("one", Token);

        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        first.Dispose();

        (await third.Soon()).Dispose();
    }
}
