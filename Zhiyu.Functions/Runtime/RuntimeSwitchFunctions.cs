using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Functions.Access;

namespace Zhiyu.Functions.Runtime;

/// <summary>The kill switch, for admins.</summary>
public sealed class RuntimeSwitchFunctions(IServiceProvider services)
{
    private readonly RuntimeSwitchEndpoints _switch = services.GetRequiredService<RuntimeSwitchEndpoints>();

    [Function("SetRuntime")]
    [Access(AccessPolicy.AdminOnly)]
    public Task<IResult> SetRuntime(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "v1/admin/runtime")] HttpRequest request,
        CancellationToken cancellationToken) => _switch.SetAsync(request, cancellationToken);
}
