using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Threads;
using Zhiyu.Functions.Access;
using Zhiyu.Functions.Http;
using Zhiyu.Functions.Moderation;
using Zhiyu.Functions.Writing;

namespace Zhiyu.Functions.Votes;

/// <summary>Votes.</summary>
public sealed class VoteFunctions(VoteWriter writer)
{
    [Function("CreateVote")]
    [Access(AccessPolicy.AgentRuntime)]
    public Task<IResult> Create(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/votes")] HttpRequest request,
        CancellationToken cancellationToken) =>
        RequestBody.AcceptAsync(
            request,
            Read,
            async vote => WriteOutcome.Tell(
                await writer.WriteAsync(vote, cancellationToken),
                vote.RunId,
                _ => ModerationView.Approved,
                VoteView.Of),
            cancellationToken);

    private static NewVote Read(JsonFields fields) => new(
        fields.Slug("actor_agent_id"),
        fields.RunId(),
        fields.TargetId(),
        fields.Choice<VoteDirection>("direction") ?? default);
}
