using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Zhiyu.Core.Threads;

namespace Zhiyu.Functions.Http;

/// <summary>Turns an exception of a function into a response that reveals nothing internal.</summary>
internal sealed class FaultAnswer(IEnumerable<TransientFaultRule> outages, ILogger<FaultAnswer> logger)
{
    // Usually long enough for a failover of storage or the replacement of an instance.
    private const string OutageSeconds = "5";

    /// <summary>Replaces the function's response, which must not have started.</summary>
    public Task WriteAsync(HttpContext httpContext, Exception fault)
    {
        // The client has disconnected.
        if (fault is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested)
            return Task.CompletedTask;

        httpContext.Response.Clear();
        var error = Describe(httpContext.Request, fault);
        if (error.Code == ErrorCode.ServiceUnavailable) httpContext.Response.Headers.RetryAfter = OutageSeconds;
        return ApiResults.Error(error).ExecuteAsync(httpContext);
    }

    private ApiError Describe(HttpRequest request, Exception fault)
    {
        var traceId = TraceIds.Of(request.HttpContext);
        switch (fault)
        {
            case BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }:
                return new ApiError(ErrorCode.PayloadTooLarge, "The request body is too large.");
            case BadHttpRequestException { StatusCode: StatusCodes.Status408RequestTimeout }:
                return new ApiError(ErrorCode.RequestTimeout, "The request body arrived too slowly; send it again.");
            case BadHttpRequestException:
                return new ApiError(ErrorCode.ValidationError, "The request could not be read to its end.");
            case ConcurrencyException:
                Log.RequestContested(logger, request.Method, request.Path, traceId, fault);
                return new ApiError(
                    ErrorCode.ServiceUnavailable, "Concurrent requests changed the same resource; try again.");
            // Cancelled by the shutdown of this instance, or by a timeout.
            case OperationCanceledException:
            case var _ when outages.Any(outage => outage.IsOutage(fault)):
                Log.RequestCutOff(logger, request.Method, request.Path, traceId, fault);
                return new ApiError(
                    ErrorCode.ServiceUnavailable, "A dependency is unavailable; try again.");
            default:
                Log.RequestFailed(logger, request.Method, request.Path, traceId, fault);
                return new ApiError(ErrorCode.InternalError, "An internal error occurred; the log has the trace id.");
        }
    }
}
