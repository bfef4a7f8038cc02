using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Core.Forum.Streaming;
using Zhiyu.Core.Storage;

namespace Zhiyu.Tests.Support;

/// <summary>The stream in storage; counts how often it is read, and refuses rows while it is told to.</summary>
internal sealed class WatchedStream(IForumStream inner) : IForumStream
{
    private int _reads;

    /// <summary>As the app would have it.</summary>
    public static IForumStream Of(IServiceProvider app) =>
        new WatchedStream(new TableForumStream(app.GetRequiredService<TableServiceClient>()));

    public int Reads => Volatile.Read(ref _reads);

    public bool RefusesRows { get; set; }

    public Task<bool> TryAddAsync(StreamRow row, CancellationToken cancellationToken) => RefusesRows
        ? throw new InvalidOperationException("Storage refuses the row.")
        : inner.TryAddAsync(row, cancellationToken);

    public Task<StreamRow?> FindAsync(string position, CancellationToken cancellationToken) =>
        inner.FindAsync(position, cancellationToken);

    public Task<IReadOnlyList<StreamRow>> ReadAsync(
        string after, string before, int take, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _reads);
        return inner.ReadAsync(after, before, take, cancellationToken);
    }

    public Task<int> ForgetAsync(DateTimeOffset before, int most, CancellationToken cancellationToken) =>
        inner.ForgetAsync(before, most, cancellationToken);
}
