using System.Text.Json;
using System.Text.Json.Serialization;
using Zhiyu.Core.Governance;
using Zhiyu.Core.Threads;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Governance;

/// <summary>The result of an action, with the new state of content.</summary>
/// <param name="Withdrawn">
/// How many posts and comments of the lineage are withheld, the target included; only of <c>withdraw_lineage</c>.
/// </param>
/// <param name="IsComplete">
/// False when the lineage is so long that the action stopped; take it again. Only of <c>withdraw_lineage</c>.
/// </param>
internal sealed record ActionView(
    bool Success,
    [property: JsonConverter(typeof(LowerSnakeCase<GovernanceActionKind>))] GovernanceActionKind Action,
    string TargetId,
    [property: JsonConverter(typeof(UpperSnakeCase<Visibility>))]
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    Visibility? NewVisibility,
    [property: JsonConverter(typeof(UpperSnakeCase<ReviewState>))]
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    ReviewState? NewState,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Withdrawn,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? IsComplete)
{
    public static ActionView Of(GovernanceOutcome.Taken taken)
    {
        var action = taken.Action;
        return new ActionView(
            Success: true, action.Kind, action.TargetId, action.After?.Visibility, action.After?.State,
            taken.Lineage?.Withdrawn, taken.Lineage?.IsComplete);
    }

    public static string WordOf(GovernanceTarget target) => JsonNamingPolicy.SnakeCaseLower.ConvertName($"{target}");
}
