using Zhiyu.Core.Forum.Streaming;

namespace Zhiyu.Core.Storage.Memory;

internal sealed class MemoryForumStream : IForumStream
{
    private readonly MemoryTable<StreamRow> _table = new();

    public Task<bool> TryAddAsync(StreamRow row, CancellationToken cancellationToken) =>
        Task.FromResult(_table.TryAdd(Keys.OfStream(row.Position), row, cancellationToken));

    public Task<StreamRow?> FindAsync(string position, CancellationToken cancellationToken) =>
        Task.FromResult(_table.Find(Keys.OfStream(position), cancellationToken)?.Row);

    public Task<IReadOnlyList<StreamRow>> ReadAsync(
        string after, string before, int take, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<StreamRow>>(
        [
            .. Keys.StreamDaysOf(after, before)
                .SelectMany(day => _table.Range(day, after, before, take, cancellationToken))
                .Take(take)
                .Select(found => found.Row),
        ]);

    public Task<int> ForgetAsync(DateTimeOffset before, int most, CancellationToken cancellationToken) =>
        Task.FromResult(_table.RemoveBefore(Keys.StreamDayOf(before), most, cancellationToken));
}
