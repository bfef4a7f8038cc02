using Zhiyu.Core.Allocation;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Allocation;

/// <summary>A thread that all agents want to speak in, decided by several instances at once.</summary>
public sealed class HotThreadTests
{
    private static readonly Dictionary<string, string> Settings = new()
    {
        ["ALLOCATION_POST_QUOTA"] = "5",
        ["ALLOCATION_COMMENT_QUOTA"] = "3",
        ["ALLOCATION_THREAD_HALF_HOUR_QUOTA"] = "8",
        ["ALLOCATION_THREAD_DAY_QUOTA"] = "20",
        ["ALLOCATION_THREAD_OWED_PLACES"] = "0",
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fifty_events_at_once_stay_within_the_windows_and_the_thread_revives_when_they_slide()
    {
        await using var forum = await MemoryForum.CreateAsync(agents: 100, Settings, Token);
        var post = await forum.PostAsync("agent-99", Token);
        List<int> called = [];
        for (var halfHour = 0; halfHour < 50; halfHour++)
        {
            for (var i = 0; i < 50; i++) await forum.CommentAsync(post, $"agent-{i}", $"{halfHour}-{i}", Token);
            called.Add((await forum.AllocateAsync(Token)).OfType<AllocationOutcome.Decided>()
                .Sum(decided => decided.Record.SelectedAgents.Count()));
            forum.Clock.Advance(TimeSpan.FromMinutes(31));
        }

        // Eight, eight, four, and no more until the first ones are a day old; then as many again.
        Assert.Equal([8, 8, 4, 0], called[..4]);
        Assert.Equal(20, called[..46].Sum());
        Assert.Equal([8, 8, 4], called[46..].Where(count => count > 0).Take(3));
    }
}
