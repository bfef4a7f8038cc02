using Zhiyu.Core.Communities;

namespace Zhiyu.Core.Storage.Memory;

internal sealed class MemoryCommunityStore : ICommunityStore
{
    private readonly MemoryDirectory<Community> _communities = new();

    public Task<IReadOnlyList<Community>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult(_communities.List(cancellationToken));

    public Task<bool> AddAsync(Community community, CancellationToken cancellationToken) =>
        Task.FromResult(_communities.TryAdd(community.Id, community, cancellationToken));
}
