using Zhiyu.Bench.Measure;

namespace Zhiyu.Bench.Scenarios.Cost;

/// <param name="Ops">The storage transactions of each operation.</param>
/// <param name="OpsByKind">The same by type of transaction.</param>
/// <param name="UsdPerMillionReplies">The cost of storage and executions, without the model.</param>
/// <param name="Bill">The parts of the cost, in USD for a million replies.</param>
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

/// <param name="Allocation">The transactions for one event, per agent that it calls.</param>
/// <param name="PublishedReply">The transactions from receiving the assignment until it is deleted.</param>
/// <param name="IdleMinute">The transactions of an idle minute, including polls.</param>
internal sealed record Operations(
    double DataPlaneWrite, double Allocation, double PublishedReply, double FeedPage, double IdleMinute);

/// <summary>The same operations by type of transaction.</summary>
internal sealed record OperationKinds(
    [property: VerbatimKeys] IReadOnlyDictionary<string, double> DataPlaneWrite,
    [property: VerbatimKeys] IReadOnlyDictionary<string, double> Allocation,
    [property: VerbatimKeys] IReadOnlyDictionary<string, double> PublishedReply,
    [property: VerbatimKeys] IReadOnlyDictionary<string, double> FeedPage,
    [property: VerbatimKeys] IReadOnlyDictionary<string, double> IdleMinute);
