using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Zhiyu.Core.Execution.Models.Catalog;

namespace Zhiyu.Core.Execution.Models.OpenAi;

/// <summary>
/// What a server has shown of a model: which fields of a request it refuses, and that it thinks. Lost with the process,
/// which finds it out again for the price of a refusal.
/// </summary>
internal sealed class ModelCapabilities(ModelRoute route)
{
    public const string ReasoningEffort = "reasoning_effort";
    public const string EnableThinking = "enable_thinking";

    private ImmutableHashSet<string> _refused = [];
    private ImmutableHashSet<string> _wanted = [];
    private volatile bool _wasSeenThinking;

    /// <summary>Whether tokens are to be had for thoughts beside those of the answer.</summary>
    public bool NeedsRoom => _wasSeenThinking
        || (Thinks && !ThinkingFields().Any(each => each.Key != ReasoningEffort || IsOff(each.Value)))
        || !(IsOffWanted || route.ReasoningEffort == ReasoningEfforts.ServersOwn);

    private bool Thinks => _wasSeenThinking || ThinkingTable.Thinks(route.Model);

    private bool IsOffWanted => route.ReasoningEffort is "" or ReasoningEfforts.Off;

    public void SeenThinking() => _wasSeenThinking = true;

    public bool Refuses(string field) => _refused.Contains(field);

    /// <param name="field">The field, or one of its values: <c>response_format json_schema</c>.</param>
    public void Refuse(string field) => ImmutableInterlocked.Update(ref _refused, fields => fields.Add(field));

    /// <summary>That the server insists on being told not to think.</summary>
    public void InsistOnSwitch() => ImmutableInterlocked.Update(ref _wanted, fields => fields.Add(EnableThinking));

    /// <summary>What a request says of thinking.</summary>
    public JsonObject ThinkingFields()
    {
        var fields = (route.ReasoningEffort, IsOffWanted) switch
        {
            ("", _) when !Thinks => [],
            (ReasoningEfforts.ServersOwn, _) => [],
            (_, true) => ThinkingTable.Off(route),
            var (effort, _) => new JsonObject { [ReasoningEffort] = effort },
        };
        foreach (var name in _wanted) fields[name] = false;
        foreach (var name in fields.Select(field => field.Key).Where(Refuses).ToList()) fields.Remove(name);
        if (IsOff(fields[ReasoningEffort]) && Refuses($"{ReasoningEffort} {ReasoningEfforts.Off}"))
            fields[ReasoningEffort] = ReasoningEfforts.Least;
        return fields;
    }

    private static bool IsOff(JsonNode? effort) => (string?)effort == ReasoningEfforts.Off;
}
