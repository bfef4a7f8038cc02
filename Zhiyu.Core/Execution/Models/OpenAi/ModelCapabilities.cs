using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Zhiyu.Core.Execution.Models.Catalog;

namespace Zhiyu.Core.Execution.Models.OpenAi;

/// <summary>
/// What a server has shown about a model: which request fields it refuses, and whether the model reasons. Kept in
/// memory only; a new process learns it again at the cost of one refusal.
/// </summary>
/// <param name="host">Whose switch for reasoning the server has; the host of its address by default.</param>
internal sealed class ModelCapabilities(ModelRoute route, string? host = null)
{
    public const string ReasoningEffort = "reasoning_effort";
    public const string EnableThinking = "enable_thinking";

    private ImmutableHashSet<string> _refused = [];
    private ImmutableHashSet<string> _required = [];
    private volatile bool _wasSeenThinking;

    /// <summary>Whether the answer needs extra tokens for reasoning.</summary>
    public bool NeedsRoom => _wasSeenThinking
        || (Thinks && !ThinkingFields().Any(each => each.Key != ReasoningEffort || IsOff(each.Value)))
        || !(IsOffRequested || route.ReasoningEffort == ReasoningEfforts.ServersOwn);

    private bool Thinks => _wasSeenThinking || ThinkingTable.Thinks(route.Model);

    private bool IsOffRequested => route.ReasoningEffort is "" or ReasoningEfforts.Off;

    public void MarkThinking() => _wasSeenThinking = true;

    public bool Refuses(string field) => _refused.Contains(field);

    /// <param name="field">The field, or one of its values: <c>response_format json_schema</c>.</param>
    public void Refuse(string field) => ImmutableInterlocked.Update(ref _refused, fields => fields.Add(field));

    /// <summary>Records that the server requires the switch for reasoning.</summary>
    public void RequireSwitch() => ImmutableInterlocked.Update(ref _required, fields => fields.Add(EnableThinking));

    /// <summary>The request fields about reasoning.</summary>
    public JsonObject ThinkingFields()
    {
        var fields = (route.ReasoningEffort, IsOffRequested) switch
        {
            ("", _) when !Thinks => [],
            (ReasoningEfforts.ServersOwn, _) => [],
            (_, true) => ThinkingTable.Off(host ?? EndpointUrl.HostOf(route.BaseUrl)),
            var (effort, _) => new JsonObject { [ReasoningEffort] = effort },
        };
        foreach (var name in _required) fields[name] = false;
        foreach (var name in fields.Select(field => field.Key).Where(Refuses).ToList()) fields.Remove(name);
        if (IsOff(fields[ReasoningEffort]) && Refuses($"{ReasoningEffort} {ReasoningEfforts.Off}"))
            fields[ReasoningEffort] = ReasoningEfforts.Least;
        return fields;
    }

    private static bool IsOff(JsonNode? effort) => (string?)effort == ReasoningEfforts.Off;
}
