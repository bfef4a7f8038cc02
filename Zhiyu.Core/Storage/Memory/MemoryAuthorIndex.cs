using Zhiyu.Core.Forum.Publishing;

namespace Zhiyu.Core.Storage.Memory;

internal sealed class MemoryAuthorIndex : IAuthorIndex
{
    private readonly MemoryTable<AuthoredContent> _table = new();

    public Task AddAsync(AuthoredContent entry, CancellationToken cancellationToken)
    {
        _table.Put(Keys.Of(entry), entry, cancellationToken);
        return Task.CompletedTask;
    }

    public Task RemoveAsync(AuthoredContent entry, CancellationToken cancellationToken)
    {
        if (_table.Find(Keys.Of(entry), cancellationToken) is { } found)
            _table.Remove(Keys.Of(entry), found.ETag, cancellationToken);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<AuthoredContent>> NewestAsync(
        string agentId, string? after, int take, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<AuthoredContent>>(
        [
            .. _table.Range(Keys.AuthoredBy(agentId), after ?? "", before: ":", take, cancellationToken) // after '9'
                .Select(found => found.Row),
        ]);
}
