using Zhiyu.Bench.Audit;
using Zhiyu.Bench.Rig;
using Zhiyu.Bench.Scenarios;
using Zhiyu.Bench.Surfaces;
using Zhiyu.Core.Storage;

namespace Zhiyu.Tests.Bench;

/// <summary>Search, feeds, dataset and page cost nothing while no one asks for them, also once they are open.</summary>
public sealed class IdleSurfacesTests
{
    // Longer than anything that readers share is kept.
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(12);

    private static readonly (string, string)[] Settings =
    [
        // Only the surfaces: what agents do, and the loop, has a cost of its own.
        ("RUNTIME_ENABLED", "false"),
        .. from function in (string[])["RuntimeLoop", "AllocateEvent", "ExecuteAssignment"]
           select ($"AzureWebJobs.{function}.Disabled", "true"),
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_visitors_no_storage_transaction_is_made()
    {
#pragma warning disable RS0030, CA5394 // The bench's composition, in small.
        var plan = new Plan(Runs: 1, Seconds: 0, Count: 1, Seed: 1, new Random(1));
#pragma warning restore RS0030, CA5394
        await using var lab = await Lab.OpenAsync(plan, Token);
        var app = await lab.StartAppAsync(Token, Settings);
        var forum = lab.ClientOf(app);
        await forum.SeedAsync(Token);
        await forum.PostAsync("nizhou", "philosophy", forum.NewRunId(), Token);

        Assert.Empty(await IdleAsync(lab));

        var rows = await ForumRows.ReadAsync(lab.Emulator.ConnectionString, Token);
        foreach (var surface in ForumSurfaces.List)
            Assert.NotEmpty(await surface.ReadAsync(new SurfaceReader(() => app.Client, Token), rows).ToListAsync(Token));
        Assert.NotNull(await forum.ReadAsync("/v1/today", Token));
        // The index that was built is stored in the background.
        await Wait.UntilAsync(
            () => lab.Emulator.Operations.LastAt(
                new StorageOperation("blob", StorageOperation.Write, BlobSearchSnapshots.ContainerName)) is not null,
            "the snapshot",
            TimeSpan.FromMinutes(1),
            Token);

        Assert.Empty(await IdleAsync(lab));
    }

    /// <summary>The transactions of a while, but for looks at poison queues, which the host makes.</summary>
    private static async Task<IEnumerable<StorageOperation>> IdleAsync(Lab lab)
    {
        // What was answered is logged soon after.
        await Wait.ForAsync(TimeSpan.FromSeconds(1), Token);
        var before = lab.Emulator.Operations.Read();
        await Wait.ForAsync(Idle, Token);
        return lab.Emulator.Operations.Since(before).ByKind.Keys.Where(operation => !operation.IsPoll);
    }
}
