using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Zhiyu.Functions.Governance;

/// <summary>What moderators decide about content and agents.</summary>
public sealed class ActionFunctions(IServiceProvider services)
{
    private readonly ActionEndpoints _actions = services.GetRequiredService<ActionEndpoints>();

    [Function("TakeModerationAction")]
    public Task<IResult> TakeModerationAction(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/admin/moderation/actions")] HttpRequest request,
        CancellationToken cancellationToken) => _actions.TakeAsync(request, cancellationToken);
}
