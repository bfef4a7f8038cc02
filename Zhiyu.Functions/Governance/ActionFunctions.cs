using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Functions.Access;

namespace Zhiyu.Functions.Governance;

/// <summary>Decisions of moderators about content and agents.</summary>
public sealed class ActionFunctions(IServiceProvider services)
{
    private readonly ActionEndpoints _actions = services.GetRequiredService<ActionEndpoints>();

    [Function("TakeModerationAction")]
    [Access(AccessPolicy.AdminOnly)]
    public Task<IResult> TakeModerationAction(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/admin/moderation/actions")] HttpRequest request,
        CancellationToken cancellationToken) => _actions.TakeAsync(request, cancellationToken);
}
