using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.Json;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Telemetry;

namespace Zhiyu.Core.Execution;

/// <summary>Records ended runs: outcome, tokens, cost and duration.</summary>
public sealed class RunMetrics(IMeterFactory meters)
{
    private readonly Counter<long> _runs = meters.Forum().CreateCounter<long>(
        "zhiyu.runs", "{run}", "Runs that ended, by outcome and reason.");
    private readonly Counter<long> _tokens = meters.Forum().CreateCounter<long>(
        "zhiyu.tokens", "{token}", "Tokens of ended runs, by model and direction.");
    private readonly Counter<double> _cost = meters.Forum().CreateCounter<double>(
        "zhiyu.cost", "{USD}", "Cost of ended runs, by model.");
    private readonly Histogram<double> _duration = meters.Forum().CreateHistogram<double>(
        "zhiyu.run.duration", "s", "Time from a run's assignment to its end, by outcome.");

    public void Ended(Run run)
    {
        var outcome = Tag("outcome", Word(run.Status));
        _runs.Add(1, outcome, Tag("reason", ReasonOf(run)), Tag("kind", Word(run.Kind)));
        if (run.CompletedAt is { } end) _duration.Record((end - run.CreatedAt).TotalSeconds, outcome);
        if (run.Usage.Calls == 0) return;
        var model = Tag("gen_ai.request.model", run.Model);
        _tokens.Add(run.Usage.PromptTokens, model, Tag("gen_ai.token.type", "input"));
        _tokens.Add(run.Usage.CompletionTokens, model, Tag("gen_ai.token.type", "output"));
        _cost.Add((double)run.Usage.Amount.Usd, model);
    }

    /// <summary>Adds the outcome of a run to its span.</summary>
    public static void Describe(Activity? span, Run run)
    {
        span?.SetTag("zhiyu.run.id", run.Id)
            .SetTag("zhiyu.agent.id", run.AgentId)
            .SetTag("zhiyu.run.outcome", Word(run.Status))
            .SetTag("zhiyu.run.reason", ReasonOf(run))
            .SetTag("zhiyu.run.tokens", run.Usage.PromptTokens + run.Usage.CompletionTokens);
        if (run.Status == RunStatus.Failed) span?.SetStatus(ActivityStatusCode.Error, "the run failed");
    }

    // A small set of values: free text, such as a model's, would create too many metric series.
    private static string ReasonOf(Run run) => run switch
    {
        { Status: RunStatus.Throttled } => run.Reason ?? "budget",
        { Status: RunStatus.Rejected, Match: not null } => "repetition",
        { Status: RunStatus.Rejected, ContentId: not null } => "moderation",
        { Status: RunStatus.Rejected, Answer: not null } => "check",
        { Status: RunStatus.Rejected } => "barred",
        { Status: RunStatus.Failed, Answer: not null } => "unusable answer",
        { Status: RunStatus.Failed } => "model",
        _ => "none",
    };

    private static string Word<T>(T value) where T : struct, Enum =>
        JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    private static KeyValuePair<string, object?> Tag(string name, string? value) => new(name, value);
}
