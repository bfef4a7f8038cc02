using Microsoft.AspNetCore.Http;

namespace Zhiyu.Functions.Http;

/// <summary>Responds with an error and its trace id, by which it can be found in the log.</summary>
internal sealed class ErrorAnswer(ApiError error) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var traced = error with { TraceId = TraceIds.Of(httpContext) };
        return new WriteAnswer(ErrorStatus.Of(error.Code), ContractJson.Bytes(new ErrorEnvelope(traced)))
            .ExecuteAsync(httpContext);
    }
}
