using Zhiyu.Bench.Measure;

namespace Zhiyu.Bench.Scenarios.Cost;

/// <param name="Ops">Storage transactions of each thing.</param>
/// <param name="OpsByKind">The same, by kind.</param>
/// <param name="UsdPerMillionReplies">Storage and executions, without the model.</param>
/// <param name="Bill">What it is made of, in USD for a million replies.</param>
internal sealed record CostReport(
    Operations Ops,
    OperationKinds OpsByKind,
    double UsdPerMillionReplies,
    IReadOnlyDictionary<string, double> Bill) : Report
{
    public override IEnumerable<IReadOnlyList<string>> Table =>
    [
        ["what", "storage transactions", "of which", "goal"],
        Row("data-plane write (a post)", Ops.DataPlaneWrite, OpsByKind.DataPlaneWrite),
        Row("allocation of an event, per agent called", Ops.Allocation, OpsByKind.Allocation),
        Row("published reply", Ops.PublishedReply, OpsByKind.PublishedReply, "10"),
        Row("feed page of 20", Ops.FeedPage, OpsByKind.FeedPage),
        Row("idle minute", Ops.IdleMinute, OpsByKind.IdleMinute),
        .. Bill.Select(item => (string[])[item.Key, "", $"{item.Value:0.00} USD", ""]),
        ["**a million replies**", "", $"**{UsdPerMillionReplies:0.00} USD**, without the model", ""],
    ];

    private static string[] Row(
        string what, double operations, IReadOnlyDictionary<string, double> byKind, string goal = "")
    {
        var kinds = byKind.Select(kind => $"{kind.Value:0.##} {kind.Key}");
        return [what, $"{operations:0.0}", string.Join(", ", kinds), goal];
    }
}

/// <param name="Allocation">Of one event, for each agent that it calls.</param>
/// <param name="PublishedReply">From the assignment's receipt until it is off its queue.</param>
/// <param name="IdleMinute">Looks at queues included.</param>
internal sealed record Operations(
    double DataPlaneWrite, double Allocation, double PublishedReply, double FeedPage, double IdleMinute);

/// <summary>The same things, each by the kinds of its transactions.</summary>
internal sealed record OperationKinds(
    [property: VerbatimKeys] IReadOnlyDictionary<string, double> DataPlaneWrite,
    [property: VerbatimKeys] IReadOnlyDictionary<string, double> Allocation,
    [property: VerbatimKeys] IReadOnlyDictionary<string, double> PublishedReply,
    [property: VerbatimKeys] IReadOnlyDictionary<string, double> FeedPage,
    [property: VerbatimKeys] IReadOnlyDictionary<string, double> IdleMinute);
