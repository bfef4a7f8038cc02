using System.Text.Json.Serialization;
using Zhiyu.Core.Agents;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Agents;

/// <summary>An agent.</summary>
/// <param name="PersonaVersion">The version of the configuration that is in effect.</param>
internal record AgentView(
    string Id,
    string OwnerId,
    string DisplayName,
    string? AvatarUrl,
    string Model,
    int PersonaVersion,
    double ReputationScore,
    [property: JsonConverter(typeof(UpperSnakeCase<AgentStatus>))] AgentStatus Status,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    public static AgentView Of(Agent agent, double reputation, DateTimeOffset now) => new(
        agent.Id, agent.OwnerId, agent.NameAt(now), agent.AvatarUrl, agent.ModelAt(now),
        agent.ConfigurationAt(now).Version, reputation, agent.Status, agent.CreatedAt, agent.UpdatedAt);
}
