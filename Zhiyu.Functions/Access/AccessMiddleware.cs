using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Access;

/// <summary>
/// Checks every HTTP request before its function runs: who calls, whether they may, and how often. The function relies
/// on it, and only checks who owns what it reads.
/// </summary>
internal sealed class AccessMiddleware(
    AccessTable table,
    BearerAuthentication people,
    ServiceTokenAuthentication runtime,
    RateLimits limits,
    DevelopmentOriginCheck originCheck,
    IConfiguration configuration) : IFunctionsWorkerMiddleware
{
    private const string Unknown = "this machine";

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } httpContext
            || await AdmitAsync(httpContext, context.FunctionDefinition.Name, context.CancellationToken))
            await next(context);
    }

    /// <summary>Whether the function may run; if not, the response has been written.</summary>
    public async Task<bool> AdmitAsync(HttpContext httpContext, string function, CancellationToken cancellationToken)
    {
        switch (await DecideAsync(httpContext.Request, table[function], cancellationToken))
        {
            case AccessDecision.Granted granted:
                httpContext.Features.Set(granted);
                return true;
            case AccessDecision.Denied refused:
                await RefuseAsync(httpContext, refused);
                return false;
            case var other:
                throw new InvalidOperationException($"{other} is not a known decision.");
        }
    }

    private async Task<AccessDecision> DecideAsync(
        HttpRequest request, AccessAttribute access, CancellationToken cancellationToken)
    {
        var policy = access.Policy;
        if (policy == AccessPolicy.Development && configuration["ZHIYU_ENVIRONMENT"] != "Development")
            return new AccessDecision.Denied(ApiResults.NoSuchRoute);
        if (policy == AccessPolicy.Development && originCheck.RefusalOf(request) is { } foreign)
            return new AccessDecision.Denied(foreign);

        var address = ClientAddress.Of(request.HttpContext.Connection);
        // Callers whose address is not known share one limit, because a download costs much, whoever wants it.
        if (access.IsDownload && limits.RefusalOf(Rate.Downloads, address ?? Unknown) is { } tooOften) return tooOften;
        if (IsWrite(request) && limits.RefusalOf(Rate.AddressWrites, address) is { } tooMany) return tooMany;
        return policy switch
        {
            AccessPolicy.Everyone =>
                new AccessDecision.Granted(policy, await people.IdentifyAsync(request, cancellationToken)),
            // All callers on this machine share one limit: they belong to one developer.
            AccessPolicy.Development when access.IssuesTokens =>
                limits.RefusalOf(Rate.Tokens, address ?? Unknown)
                ?? (AccessDecision)new AccessDecision.Granted(policy),
            AccessPolicy.Development => new AccessDecision.Granted(policy),
            _ => await RecogniseAsync(request, policy, address, cancellationToken),
        };
    }

    private async Task<AccessDecision> RecogniseAsync(
        HttpRequest request, AccessPolicy policy, string? address, CancellationToken cancellationToken)
    {
        if (limits.RefusalOf(Rate.AddressRefusals, address, permits: 0) is { } tooMany) return tooMany;
        var decision = policy == AccessPolicy.AgentRuntime
            ? await runtime.AdmitAsync(request, cancellationToken)
            : await people.AdmitAsync(request, policy, IsWrite(request), cancellationToken);
        if (decision is AccessDecision.Denied { Error.Code: ErrorCode.Unauthorized })
            limits.RefusalOf(Rate.AddressRefusals, address);
        return decision;
    }

    private static Task RefuseAsync(HttpContext httpContext, AccessDecision.Denied refused)
    {
        var headers = httpContext.Response.Headers;
        if (refused.Challenge is not null) headers.WWWAuthenticate = refused.Challenge;
        if (refused.RetryAfter is { } wait)
            headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return ApiResults.Error(refused.Error).ExecuteAsync(httpContext);
    }

    private static bool IsWrite(HttpRequest request) =>
        !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method)
        && !HttpMethods.IsOptions(request.Method);
}
