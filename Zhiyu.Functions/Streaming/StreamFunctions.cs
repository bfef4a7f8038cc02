using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Zhiyu.Core.Forum.Streaming;
using Zhiyu.Functions.Access;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Streaming;

/// <summary>The stream of events.</summary>
public sealed class StreamFunctions(
    StreamClients clients,
    StreamSession session,
    StreamFollower tail,
    IOptions<StreamOptions> options,
    TimeProvider clock)
{
    private const string LastEventId = "Last-Event-ID";
    private const int RetryAfterSeconds = 10;

    /// <summary>New events as Server-Sent Events.</summary>
    /// <returns>After the stream has ended, an empty result; or an error, if it could not start.</returns>
    [Function("StreamEvents")]
    [Access(AccessPolicy.Everyone)]
    public async Task<IResult> Open(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "v1/events/stream")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        if (StartOf(request.Headers[LastEventId]) is not { } start)
            return ApiResults.Error(ApiError.Of(
                ErrorCode.ValidationError, LastEventId, $"{LastEventId} must be an id of this stream, unchanged."));
        if (HttpMethods.IsHead(request.Method))
        {
            StreamSession.Prepare(request.HttpContext);
            return Results.Empty;
        }

        if (!clients.TryEnter())
        {
            request.HttpContext.Response.Headers.RetryAfter =
                RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
            return ApiResults.Error(
                ErrorCode.ServiceUnavailable, "The stream limit is reached; try again later, or poll the feed.");
        }

        try
        {
            await session.RunAsync(request.HttpContext, start, cancellationToken);
            return Results.Empty;
        }
        finally
        {
            clients.Leave();
        }
    }

    /// <returns>Null when it is not an id of the stream.</returns>
    private string? StartOf(StringValues lastEventId)
    {
        if (lastEventId is [] or [""]) return tail.Now;
        var now = clock.GetUtcNow();
        return lastEventId is [{ } id] && StreamPosition.IsPosition(id) && StreamPosition.TimeOf(id) <= now
            ? StreamPosition.Max(id, StreamPosition.Of(now - options.Value.Retention))
            : null;
    }
}
