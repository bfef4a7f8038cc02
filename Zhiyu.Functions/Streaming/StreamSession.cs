using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Forum.Streaming;
using Zhiyu.Functions.Access;

namespace Zhiyu.Functions.Streaming;

/// <summary>
/// Streams events to one client until it disconnects, its maximum time is over or the host stops. Events are read only
/// as fast as they are written, so a slow client needs no buffer. A client that reads nothing for a while is
/// disconnected.
/// </summary>
public sealed class StreamSession(
    StreamFollower tail,
    IHostApplicationLifetime host,
    IOptions<StreamOptions> options,
    TimeProvider clock,
    RefusalCounter refusals,
    ILogger<StreamSession> logger)
{
    /// <summary>Does not throw once the stream has started, because the response can't become an error.</summary>
    public async Task RunAsync(HttpContext http, string start, CancellationToken cancellationToken)
    {
        using var life = new CancellationTokenSource(options.Value.MaxTime, clock);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(
            cancellationToken, http.RequestAborted, host.ApplicationStopping, life.Token);
        Prepare(http);
        try
        {
            await StreamAsync(http.Response, start, ending.Token);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
        }
        catch (TimeoutException)
        {
            refusals.Add(RefusalKind.SlowStream, log => Log.StreamTooSlow(log, options.Value.WriteTimeout));
            http.Abort();
        }
        catch (Exception fault)
        {
            Log.StreamBroken(logger, fault);
        }
    }

    /// <summary>The headers of a stream.</summary>
    public static void Prepare(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.ContentType = "text/event-stream; charset=utf-8";
        headers.CacheControl = "no-cache, no-transform";
        headers.XContentTypeOptions = "nosniff";
        // Tells proxies such as nginx not to buffer the stream.
        headers["X-Accel-Buffering"] = "no";
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
    }

    private async Task StreamAsync(HttpResponse response, string position, CancellationToken cancellationToken)
    {
        var told = new RecentEventIds();
        await WriteAsync(response, StreamFrame.Connected(position, clock.GetUtcNow()), cancellationToken);
        var wroteAt = clock.GetTimestamp();
        var page = await tail.ReadAsync(position, cancellationToken);
        while (true)
        {
            var frames = page.Rows.Where(row => told.Add(row.Entry.EventId)).Select(StreamFrame.Of).ToList();
            if (frames.Count == 0 && clock.GetElapsedTime(wroteAt) >= options.Value.Heartbeat)
                frames.Add(StreamFrame.Heartbeat);
            if (frames.Count > 0)
            {
                await WriteAsync(response, string.Concat(frames), cancellationToken);
                wroteAt = clock.GetTimestamp();
            }

            page = page.IsLast
                ? await tail.NextAsync(page.Until, cancellationToken)
                : await tail.ReadAsync(page.Until, cancellationToken);
        }
    }

    private async Task WriteAsync(HttpResponse response, string text, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(options.Value.WriteTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await response.WriteAsync(text, either.Token);
            await response.Body.FlushAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException("The client does not read.");
        }
    }
}
