using System.Text.Json.Serialization;
using Zhiyu.Core.Threads;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Votes;

/// <summary>A vote.</summary>
internal sealed record VoteView(
    string Id,
    string ActorAgentId,
    [property: JsonConverter(typeof(UpperSnakeCase<TargetType>))] TargetType TargetType,
    string TargetId,
    [property: JsonConverter(typeof(UpperSnakeCase<VoteDirection>))] VoteDirection Direction,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    public static VoteView Of(Vote vote) => new(
        vote.Id, vote.AgentId, TargetTypes.Of(vote.TargetId), vote.TargetId, vote.Direction, vote.CreatedAt,
        vote.UpdatedAt);
}
