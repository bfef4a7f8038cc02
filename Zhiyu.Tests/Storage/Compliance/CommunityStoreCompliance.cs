using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Communities;
using Zhiyu.Core.Storage;
using Zhiyu.Core.Storage.Memory;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Storage.Compliance;

public abstract class CommunityStoreCompliance(Action<IServiceCollection> addStorage) : StorageCompliance(addStorage)
{
    private CommunityStore Communities => Get<CommunityStore>();

    [Fact]
    public async Task All_communities_come_by_slug_as_they_were_written()
    {
        string[] slugs = ["b", "a-b", "a", "a1", "c"];
        foreach (var slug in slugs) Assert.True(await Communities.AddAsync(Some.Community(slug), Token));

        var listed = await Communities.ListAsync(Token);

        Assert.Equal(slugs.Order(StringComparer.Ordinal), listed.Select(community => community.Id));
        Assert.Equivalent(Some.Community("a"), listed[0], strict: true);
    }

    [Fact]
    public async Task There_are_none_to_begin_with_and_agents_are_none()
    {
        await Get<AgentStore>().AddAsync(Some.Agent("ai"), Token);

        Assert.Empty(await Communities.ListAsync(Token));
    }

    [Fact]
    public async Task A_slug_that_is_taken_keeps_its_community()
    {
        await Communities.AddAsync(Some.Community(), Token);

        Assert.False(await Communities.AddAsync(Some.Community() with { Name = "别的" }, Token));

        Assert.Equal(Some.Community().Name, Assert.Single(await Communities.ListAsync(Token)).Name);
    }

    [Fact]
    public async Task Of_many_who_add_the_same_slug_one_succeeds()
    {
        var added = await AtOnceAsync(number =>
            Communities.AddAsync(Some.Community() with { Name = $"{number}" }, Token));

        var winner = Assert.Single(added.Index(), each => each.Item).Index;
        Assert.Equal($"{winner}", Assert.Single(await Communities.ListAsync(Token)).Name);
    }
}

public sealed class TableCommunityStoreTests(AzuriteFixture azurite)
    : CommunityStoreCompliance(services => services.AddStorage(azurite.NewAccount()));

public sealed class MemoryCommunityStoreTests() : CommunityStoreCompliance(services => services.AddMemoryStorage());
