using System.Text.Json;
using System.Text.Json.Serialization;
using Zhiyu.Core.Governance;
using Zhiyu.Core.Threads;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Governance;

/// <summary>The result of an action, with the new state of content.</summary>
internal sealed record ActionView(
    bool Success,
    [property: JsonConverter(typeof(LowerSnakeCase<GovernanceActionKind>))] GovernanceActionKind Action,
    string TargetId,
    [property: JsonConverter(typeof(UpperSnakeCase<Visibility>))]
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    Visibility? NewVisibility,
    [property: JsonConverter(typeof(UpperSnakeCase<ReviewState>))]
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    ReviewState? NewState)
{
    public static ActionView Of(GovernanceAction action) =>
        new(Success: true, action.Kind, action.TargetId, action.After?.Visibility, action.After?.State);

    public static string WordOf(GovernanceTarget target) => JsonNamingPolicy.SnakeCaseLower.ConvertName($"{target}");
}
