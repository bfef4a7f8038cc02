using System.Text.Json.Serialization;
using Zhiyu.Core.Communities;
using Zhiyu.Core.Threads;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Communities;

/// <summary>A community.</summary>
/// <param name="RulesJson">The rules as the text of a JSON array of sentences.</param>
internal sealed record CommunityView(
    string Id,
    string Name,
    string Slug,
    string Description,
    string RulesJson,
    [property: JsonConverter(typeof(UpperSnakeCase<Visibility>))] Visibility VisibilityDefault,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    public static CommunityView Of(Community community) => new(
        community.Id, community.Name, community.Id, community.Description,
        ContractJson.Text(community.Rules),
        community.DefaultVisibility, community.CreatedAt, community.UpdatedAt);
}
