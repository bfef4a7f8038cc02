using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Allocation;
using Zhiyu.Core.Events;
using Zhiyu.Core.Runtime;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Runtime;

public sealed class RuntimeLoopTests(AzuriteFixture azurite) : ForumTest(azurite)
{
    [Fact]
    public async Task A_round_is_made_once_in_an_interval_however_often_the_timer_fires()
    {
        var loop = Loop(intervalMs: 15_000);
        var beats = new HashSet<DateTimeOffset>();
        for (var second = 0; second < 60; second += 5)
        {
            await loop.RunAsync(Token);
            beats.Add((await Process.Get<IRuntimeStore>().FindHeartbeatAsync(Token))!.At);
            World.Clock.Advance(TimeSpan.FromSeconds(5));
        }

        Assert.Equal(4, beats.Count);
    }

    [Fact]
    public async Task The_switch_is_followed_between_the_rounds_too()
    {
        var loop = Loop(intervalMs: 300_000);
        var setting = $"AzureWebJobs.{QueueListeners.Assignments}.Disabled";
        var configuration = Process.Get<Microsoft.Extensions.Configuration.IConfiguration>();
        await loop.RunAsync(Token);
        Assert.Equal("false", configuration[setting]);

        await Process.Get<RuntimeSwitch>().SetAsync(enabled: false, Token);
        World.Clock.Advance(TimeSpan.FromSeconds(5));
        await loop.RunAsync(Token);

        Assert.Equal("true", configuration[setting]);
    }

    private RuntimeLoop Loop(int intervalMs) => new(
        Process.Get<IWorkQueue<EventMessage>>(),
        Process.Get<IWorkQueue<AssignmentMessage>>(),
        Process.Get<IRuntimeStore>(),
        Process.Get<RuntimeSwitch>(),
        Process.Get<QueueListeners>(),
        Options.Create(new RuntimeOptions { IntervalMs = intervalMs }),
        World.Clock,
        NullLogger<RuntimeLoop>.Instance);
}
