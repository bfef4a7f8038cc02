using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Core.Forum.Streaming;
using Zhiyu.Core.Tables;

namespace Zhiyu.Tests.Support;

/// <summary>The table of the stream; counts how often it is read, and refuses rows while it is told to.</summary>
internal sealed class WatchedStream(ITable inner) : ForwardingTable(inner)
{
    private int _reads;

    public int Reads => Volatile.Read(ref _reads);

    public bool RefusesRows { get; set; }

    public ForumStream Stream => new(new OneTable(this));

    public override Task<bool> AddAsync(TableKey key, object row, CancellationToken cancellationToken) => RefusesRows
        ? throw new InvalidOperationException("Storage refuses the row.")
        : base.AddAsync(key, row, cancellationToken);

    public override Task<IReadOnlyList<Stored<TRow>>> RangeAsync<TRow>(
        KeyRange range, int? take, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _reads);
        return base.RangeAsync<TRow>(range, take, cancellationToken);
    }
}

internal static class WatchedStreamServices
{
    /// <summary>Puts it in front of the app's own table.</summary>
    public static IServiceCollection AddWatchedStream(this IServiceCollection services) => services
        .AddSingleton(app => new WatchedStream(app.GetRequiredService<ITables>().Open(ForumStream.Table)))
        .AddSingleton(app => app.GetRequiredService<WatchedStream>().Stream);
}
