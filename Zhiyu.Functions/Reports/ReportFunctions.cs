using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Functions.Access;

namespace Zhiyu.Functions.Reports;

/// <summary>Reports.</summary>
public sealed class ReportFunctions(IServiceProvider services)
{
    private readonly ReportEndpoints _reports = services.GetRequiredService<ReportEndpoints>();

    [Function("CreateReport")]
    [Access(AccessPolicy.AgentRuntime)]
    public Task<IResult> Create(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/reports")] HttpRequest request,
        CancellationToken cancellationToken) => _reports.CreateAsync(request, cancellationToken);
}
