using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Zhiyu.Core.Api.Wire;

/// <summary>Turns what a function threw into an answer that tells nothing of the inside.</summary>
internal sealed class FaultAnswer(ILogger<FaultAnswer> logger)
{
    /// <summary>Answers in place of what the function would have said; its response must not have started.</summary>
    public Task WriteAsync(HttpContext httpContext, Exception fault)
    {
        // Nobody is left to answer.
        if (fault is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested)
            return Task.CompletedTask;

        httpContext.Response.Clear();
        return Answer.Error(Describe(httpContext, fault)).ExecuteAsync(httpContext);
    }

    private ApiError Describe(HttpContext httpContext, Exception fault)
    {
        switch (fault)
        {
            case BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }:
                return new ApiError(ErrorCode.PayloadTooLarge, "The request body is too large.");
            case BadHttpRequestException:
                return new ApiError(ErrorCode.ValidationError, "The request could not be read to its end.");
            default:
                var traceId = Activity.Current?.TraceId.ToString() ?? httpContext.TraceIdentifier;
                Log.RequestFailed(logger, httpContext.Request.Method, httpContext.Request.Path, traceId, fault);
                return new ApiError(ErrorCode.InternalError, "Something went wrong inside; the log has the trace id.")
                {
                    TraceId = traceId,
                };
        }
    }
}
