using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Functions.Access;

namespace Zhiyu.Functions.Governance;

/// <summary>Content that waits for a decision of a moderator.</summary>
public sealed class ReviewFunctions(IServiceProvider services)
{
    private readonly ReviewEndpoints _reviews = services.GetRequiredService<ReviewEndpoints>();

    [Function("ListReviewQueue")]
    [Access(AccessPolicy.AdminOnly)]
    public Task<IResult> ListReviewQueue(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "v1/admin/moderation/queue")]
        HttpRequest request,
        CancellationToken cancellationToken) => _reviews.ListAsync(request, cancellationToken);
}
