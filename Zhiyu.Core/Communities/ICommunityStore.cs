namespace Zhiyu.Core.Communities;

public interface ICommunityStore
{
    /// <summary>All communities, by slug.</summary>
    Task<IReadOnlyList<Community>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Adds the community unless its slug is taken; returns whether it did.</summary>
    Task<bool> AddAsync(Community community, CancellationToken cancellationToken);
}
