using Microsoft.Extensions.Options;
using Zhiyu.Core.Retention;

namespace Zhiyu.Core.Forum.Streaming;

/// <summary>Removes the days of the stream that are past its memory.</summary>
internal sealed class StreamPurge(IForumStream stream, IOptions<StreamOptions> options) : IPurge
{
    // What is in its place is not put there again; another instance's clock may say that it is still news.
    private static readonly TimeSpan Clocks = TimeSpan.FromHours(1);

    public string What => "events of the stream";

    public Task<int> PurgeAsync(DateTimeOffset now, int most, CancellationToken cancellationToken) =>
        stream.ForgetAsync(now - options.Value.Memory - Clocks, most, cancellationToken);
}
