using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Core.Communities;
using Zhiyu.Core.Storage;
using Zhiyu.Core.Storage.Memory;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Storage.Compliance;

public abstract class StorageSetupCompliance(Action<IServiceCollection> addStorage) : StorageCompliance(addStorage)
{
    [Fact]
    public async Task What_is_there_stays_when_what_is_missing_is_created()
    {
        await Get<CommunityStore>().AddAsync(Some.Community(), Token);

        await Get<IStorageSetup>().CreateAsync(Token);

        Assert.Single(await Get<CommunityStore>().ListAsync(Token));
    }
}

public sealed class AzureStorageSetupTests(AzuriteFixture azurite)
    : StorageSetupCompliance(services => services.AddStorage(azurite.NewAccount()));

public sealed class MemoryStorageSetupTests() : StorageSetupCompliance(services => services.AddMemoryStorage());
