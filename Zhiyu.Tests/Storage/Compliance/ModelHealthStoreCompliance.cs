using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Core.Execution.Models.Health;
using Zhiyu.Core.Storage;
using Zhiyu.Core.Storage.Memory;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Storage.Compliance;

public abstract class ModelHealthStoreCompliance(Action<IServiceCollection> addStorage)
    : StorageCompliance(addStorage)
{
    private ModelHealthStore Store => Get<ModelHealthStore>();

    [Fact]
    public async Task Of_each_model_the_last_that_was_told_is_found()
    {
        Assert.Empty(await Store.ListAsync(Token));
        var (one, other) = (Health("a", CallOutcome.Answered), Health("b", CallOutcome.TimedOut));

        await Store.PutAsync(one, Token);
        await Store.PutAsync(other, Token);
        await Store.PutAsync(one.With(new CallReport(Some.Time.AddMinutes(1), CallOutcome.Throttled, 429),
            Some.Time.AddMinutes(2)), Token);

        var found = await Store.ListAsync(Token);
        Assert.Equal(["a", "b"], found.Select(health => health.Id));
        Assert.Equal(
            [new CallReport(Some.Time.AddMinutes(1), CallOutcome.Throttled, 429), one.Calls[0]], found[0].Calls);
        Assert.Equal((1, Some.Time.AddMinutes(2)), (found[0].FailuresInARow, found[0].PausedUntil));
    }

    private static ModelHealth Health(string id, CallOutcome outcome) =>
        new ModelHealth(id).With(new CallReport(Some.Time, outcome), pausedUntil: null);
}

public sealed class TableModelHealthTests(AzuriteFixture azurite)
    : ModelHealthStoreCompliance(services => services.AddStorage(azurite.NewAccount()));

public sealed class MemoryModelHealthTests()
    : ModelHealthStoreCompliance(services => services.AddMemoryStorage());
