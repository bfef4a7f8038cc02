using Microsoft.Extensions.Time.Testing;
using Zhiyu.Core.Agents;

namespace Zhiyu.Tests.Agents;

public sealed class CachedValueTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_reading_serves_all_who_waited_for_a_fresh_value()
    {
        var clock = new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.FromTicks(1) };
        var first = new TaskCompletionSource();
        var readings = 0;
        using var snapshot = new CachedValue<string>(
            async token =>
            {
                var reading = ++readings;
                if (reading == 1) await first.Task.WaitAsync(token);
                return $"reading {reading}";
            },
            TimeSpan.FromMinutes(1),
            clock);

        var early = snapshot.GetAsync(Token);
        var late = Enumerable.Range(0, 10).Select(_ => snapshot.GetAsync(Token, maxAge: TimeSpan.Zero)).ToArray();
        first.SetResult();

        Assert.Equal("reading 1", await early);
        Assert.All(await Task.WhenAll(late), value => Assert.Equal("reading 2", value));
    }

    [Fact]
    public async Task What_was_read_while_it_changed_is_not_kept()
    {
        var stored = "before";
        var reading = new TaskCompletionSource();
        using var snapshot = new CachedValue<string>(
            async token =>
            {
                var read = stored;
                await reading.Task.WaitAsync(token);
                return read;
            },
            TimeSpan.FromMinutes(1),
            new FakeTimeProvider());
        var early = snapshot.GetAsync(Token);

        stored = "after";
        snapshot.Expire();
        reading.SetResult();

        Assert.Equal("before", await early);
        Assert.Equal("after", await snapshot.GetAsync(Token));
    }
}
