using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Core.Runtime.State;
using Zhiyu.Tests.Storage;
using Zhiyu.Tests.Worker.Platform.Rpc;

namespace Zhiyu.Tests.Worker;

[Collection(WorkerForum.Name)]
public sealed class TimerTests(WorkerForum forum)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_tick_of_the_loop_leaves_a_heartbeat()
    {
        await using var storage = await StorageHarness.StartAsync(forum.Account, Token);
        var store = storage.GetRequiredService<RuntimeStore>();
        Assert.Null(await store.FindHeartbeatAsync(Token));

        await TickAsync("RuntimeLoop");

        Assert.NotNull(await store.FindHeartbeatAsync(Token));
    }

    [Fact]
    public Task A_tick_of_the_purge_ends_well() => TickAsync("Purge");

    private async Task TickAsync(string timer)
    {
        var result = await forum.App.Host.TickAsync(timer);
        Assert.True(result.Status == StatusResult.Types.Status.Success, $"{result.Exception}");
    }
}
