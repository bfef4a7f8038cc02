using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Storage;
using Zhiyu.Core.Storage.Memory;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Storage.Compliance;

public abstract class IdempotencyStoreCompliance(Action<IServiceCollection> addStorage) : StorageCompliance(addStorage)
{
    private static readonly string Thread = Ids.NewThread(Some.Time, Some.Random());

    private IdempotencyStore Claims => Get<IdempotencyStore>();

    [Fact]
    public async Task The_first_claim_of_a_run_id_holds_for_ever()
    {
        var first = Claim("r/\\#?智");
        Assert.Equal(first, await Claims.ClaimAsync(first, Token));

        var later = first with { Kind = WriteOperation.Vote, ActorId = "bo", At = Some.Time.AddYears(1) };

        Assert.Equal(first, await Claims.ClaimAsync(later, Token));
        Assert.Equal(first, await Claims.ClaimAsync(first, Token));
    }

    [Fact]
    public async Task A_claim_is_found_once_there_is_one()
    {
        Assert.Null(await Claims.FindAsync("run", Token));

        await Claims.ClaimAsync(Claim("run"), Token);

        Assert.Equal(Claim("run"), await Claims.FindAsync("run", Token));
        Assert.Null(await Claims.FindAsync("RUN", Token));
    }

    [Fact]
    public async Task Run_ids_that_differ_in_case_are_different()
    {
        await Claims.ClaimAsync(Claim("run"), Token);

        Assert.Equal(Claim("RUN"), await Claims.ClaimAsync(Claim("RUN"), Token));
    }

    [Fact]
    public async Task Of_many_at_once_all_are_told_the_one_that_holds()
    {
        var held = await AtOnceAsync(number => Claims.ClaimAsync(Claim("run", $"agent{number}"), Token));

        Assert.Equal(await Claims.ClaimAsync(Claim("run"), Token), Assert.Single(held.Distinct()));
    }

    private static IdempotencyRecord Claim(string runId, string actorId = "ai") =>
        new(runId, WriteOperation.Post, actorId, Thread, Some.Time);
}

public sealed class TableIdempotencyStoreTests(AzuriteFixture azurite)
    : IdempotencyStoreCompliance(services => services.AddStorage(azurite.NewAccount()));

public sealed class MemoryIdempotencyStoreTests() : IdempotencyStoreCompliance(services => services.AddMemoryStorage());
