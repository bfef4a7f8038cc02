using Microsoft.Extensions.Options;
using Zhiyu.Core.Retention;

namespace Zhiyu.Core.Forum.Streaming;

/// <summary>Removes the days of the stream that are older than its retention time.</summary>
internal sealed class StreamPurge(ForumStream stream, IOptions<StreamOptions> options) : IPurge
{
    // A removed event could be added again by an instance whose clock is behind.
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromHours(1);

    public string What => "events of the stream";

    public Task<int> PurgeAsync(DateTimeOffset now, int most, CancellationToken cancellationToken) =>
        stream.ForgetAsync(now - options.Value.Retention - ClockTolerance, most, cancellationToken);
}
