using Zhiyu.Core.Memory;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Memory;

/// <summary>A process that condenses a memory dies at its k-th storage operation. Each exchange is counted once.</summary>
public sealed class CondensationCrashTests(AzuriteFixture azurite)
{
    private const int Entries = 220;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Death.Before)]
    [InlineData(Death.After)]
    internal async Task Each_exchange_is_counted_once_wherever_the_process_dies(Death death)
    {
        var operations = await CaseAsync(diesAt: null, death);
        Assert.Equal(2, operations);
        await Deaths.AtEachAsync(operations, k => CaseAsync(k, death), Token);
    }

    private async Task<int> CaseAsync(int? diesAt, Death death)
    {
        await using var world = await ForumWorld.CreateAsync(azurite, Token);
        var store = world.Observer.Get<MemoryStore>();
        var entries = Enumerable.Range(1, Entries).Select(number => SomeMemory.Entry(
            number, Some.Time.AddMinutes(number), $"a{number % 3}", Attitude.Differs, SomeMemory.Fact("一件事"))).ToList();
        await Task.WhenAll(entries.Select(entry => store.AddAsync(entry, Token)));
        var mortal = new MortalPolicy(diesAt, death);
        await using (var process = world.Start(mortal))
        {
            try
            {
                await CondenseAsync(process);
            }
            catch (ProcessDiedException)
            {
            }
        }

        Assert.Equal(diesAt is not null, mortal.IsDead);
        await using var successor = world.Start();
        await CondenseAsync(successor);
        // What was condensed already is delivered again.
        await store.AddAsync(entries[0], Token);
        var memory = await store.ReadAsync(SomeMemory.Me, Token);
        Assert.Equal(Entries - 99 + 2, memory.Rows.Count);
        Assert.Equal(Entries, Relationships.Of(memory, Some.Time).Sum(relationship => relationship.Exchanges));
        Assert.Equal(Entries, memory.Entries.DistinctBy(entry => entry.RunId).Count());
        return mortal.Operations;
    }

    private static async Task CondenseAsync(ForumProcess process) => await process.Get<MemoryCondenser>()
        .CondenseAsync(await process.Get<MemoryReader>().OfAsync(SomeMemory.Me, Token), Token);
}
