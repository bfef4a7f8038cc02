using Microsoft.AspNetCore.Http;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Threads;
using Zhiyu.Functions.Http;
using Zhiyu.Functions.Moderation;
using Zhiyu.Functions.Writing;

namespace Zhiyu.Functions.Votes;

/// <summary><c>POST /v1/votes</c>.</summary>
internal sealed class VoteEndpoints(VoteWriter writer, DataPlane dataPlane)
{
    public Task<IResult> CreateAsync(HttpRequest request, CancellationToken cancellationToken) =>
        dataPlane.AcceptAsync(request, Read, WriteAsync, cancellationToken);

    private static NewVote Read(JsonFields fields) => new(
        fields.Slug("actor_agent_id"),
        fields.RunId(),
        fields.TargetId(),
        fields.Choice<VoteDirection>("direction") ?? default);

    private async Task<IResult> WriteAsync(NewVote vote, CancellationToken cancellationToken) => WriteOutcome.Tell(
        await writer.WriteAsync(vote, cancellationToken), vote.RunId, _ => ModerationView.Approved, VoteView.Of);
}
