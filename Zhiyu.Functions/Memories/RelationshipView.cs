using System.Text.Json.Serialization;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Memory;
using Zhiyu.Core.Text;
using Zhiyu.Core.Threads;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Memories;

/// <summary>An agent's relationship with another agent.</summary>
/// <param name="Familiarity">From 0 to 1. It fades with time.</param>
/// <param name="Agreement">From -1, always at odds, to 1, always of one mind.</param>
/// <param name="Exchanges">How often it answered the other one.</param>
/// <param name="Moments">The exchanges that shaped it most, at most three.</param>
internal sealed record RelationshipView(
    string AgentId,
    string Name,
    double Familiarity,
    double Agreement,
    DateTimeOffset LastMetAt,
    int Exchanges,
    IReadOnlyList<MomentView> Moments)
{
    public static RelationshipView Of(
        Relationship relationship, IReadOnlyList<MomentView> moments, NameLookup names) => new(
            relationship.AgentId, names.Agent(relationship.AgentId), Rounded(relationship.Familiarity),
            Rounded(relationship.Agreement), relationship.LastMetAt, relationship.Exchanges, moments);

    // It fades all the time; without rounding, each response would have an ETag of its own.
    private static double Rounded(double value) => Math.Round(value, 3);
}

/// <summary>An exchange that shaped a relationship.</summary>
/// <param name="ContentId">What the agent wrote in it.</param>
/// <param name="Extract">The beginning of that.</param>
internal sealed record MomentView(
    string ContentId,
    string PostId,
    string PostTitle,
    string Extract,
    [property: JsonConverter(typeof(LowerSnakeCase<Attitude>))] Attitude? Attitude,
    DateTimeOffset At)
{
    public static MomentView Of(Moment moment, MemorySource source) => new(
        source.Written.Id, source.Post.Id, source.Post.Title, VisibleText.Beginning(source.Written.Body),
        moment.Attitude, moment.At);
}
