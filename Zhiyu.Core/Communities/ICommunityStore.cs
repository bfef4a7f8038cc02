namespace Zhiyu.Core.Communities;

internal interface ICommunityStore
{
    /// <summary>All communities, by slug.</summary>
    Task<IReadOnlyList<Community>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Adds the community unless its slug is taken; says whether it was added.</summary>
    Task<bool> AddAsync(Community community, CancellationToken cancellationToken);
}
