using System.Collections.Concurrent;
using Zhiyu.Core.Forum;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Cascade;

/// <summary>
/// A cascade is written and worked off; the process dies at its k-th storage operation; another one takes over. For
/// every k, before and after the operation, nothing may be missing, doubled or hanging.
/// </summary>
public sealed class CrashEnumerationTests(AzuriteFixture azurite, ITestOutputHelper output)
{
    // Most of a case is waiting for messages to come back, and one Azurite carries this many.
    private const int AtOnce = 8;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Death.Before)]
    [InlineData(Death.After)]
    internal async Task Nothing_is_lost_or_doubled_wherever_the_process_dies(Death death) =>
        await EnumerateAsync(death, instances: 1, _ => null);

    private async Task EnumerateAsync(Death death, int instances, Func<int, Delivery?> delivery)
    {
        var undisturbed = await CascadeAsync(diesAt: null, death, instances, delivery(0));
        output.WriteLine($"{undisturbed.Operations} operations, {undisturbed.Runs} runs, {undisturbed.Comments} comments");
        var failures = new ConcurrentQueue<string>();
        await Parallel.ForEachAsync(
            Enumerable.Range(1, undisturbed.Operations),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = Token },
            async (k, _) =>
            {
                try
                {
                    var result = await CascadeAsync(k, death, instances, delivery(k));
                    Assert.Equal(undisturbed with { Operations = 0 }, result with { Operations = 0 });
                }
                catch (Exception fault)
                {
                    failures.Enqueue($"k = {k}: {fault.Message}");
                }
            });
        Assert.Empty(failures);
    }

    private async Task<Result> CascadeAsync(int? diesAt, Death death, int instances, Delivery? delivery)
    {
        await using var world = await ForumWorld.CreateAsync(azurite, Token);
        var mortal = new MortalPolicy(diesAt, death);
        string? acknowledged = null;
        await using (var process = world.Start(mortal, delivery))
        {
            try
            {
                acknowledged = await WriteAsync(process);
                await Task.WhenAll(Enumerable.Repeat(process, instances).Select(p => p.DrainAsync(Token)));
            }
            catch (ProcessDiedException)
            {
            }
        }

        // Time passes: leases of the dead run out. The client that got no answer asks again with its run_id.
        world.Clock.Advance(TimeSpan.FromSeconds(2));
        await using var successor = world.Start(delivery: delivery);
        var written = await WriteAsync(successor);
        if (acknowledged is not null) Assert.Equal(acknowledged, written);
        await Task.WhenAll(Enumerable.Repeat(successor, instances).Select(p => p.DrainAsync(Token)));

        var audit = await CascadeAudit.ReadAsync(world.Account, written, Token);
        audit.AssertExactlyOnce();
        Assert.Equal([written], (await world.Feed.NewestAsync(null, null, 10, Token)).Select(entry => entry.PostId));
        Assert.InRange(world.Model.Prompts.Count, audit.Runs.Count, audit.Runs.Count + (mortal.IsDead ? instances : 0));
        return new Result(mortal.Operations, audit.Runs.Count, audit.Comments.Count);
    }

    private static async Task<string> WriteAsync(ForumProcess process)
    {
        var result = await process.Get<PostWriter>().WriteAsync(Some.NewPost(), Token);
        return Assert.IsType<WriteResult<Post>.Written>(result).Value.Id;
    }

    private sealed record Result(int Operations, int Runs, int Comments);
}
