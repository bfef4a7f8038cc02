using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Governance;

/// <summary>
/// The reports on a post or comment and its place in the review queue; created when there is something to store.
/// </summary>
public sealed record Review : IThreadRow
{
    public static string RowKeyOf(string id) => $"review:{id}";

    /// <summary>How many reports are kept here; all of them are in the audit trail.</summary>
    public const int MaxReports = 20;

    /// <summary>The content's id.</summary>
    public required string Id { get; init; }

    /// <summary>The number of entries in its audit trail.</summary>
    public int Actions { get; init; }

    /// <summary>Since when it waits for review; null when it does not.</summary>
    public DateTimeOffset? WaitingSince { get; init; }

    /// <summary>The newest report of each agent since the last decision, oldest first.</summary>
    public IReadOnlyList<Report> Reports { get; init; } = [];

    /// <summary>The agents that reported it since then; each counts once.</summary>
    public IReadOnlyList<string> Reporters { get; init => field = value ?? []; } = [];

    /// <summary>The number of agents that reported it since then.</summary>
    public int ReportCount { get; init; }

    /// <summary>The initial review of content: content that moderation left pending waits from its creation.</summary>
    public static Review Of(Content content) => new()
    {
        Id = content.Id,
        WaitingSince = content.State == ReviewState.Pending ? content.CreatedAt : null,
    };

    public Review With(Report report)
    {
        // Older rows have only reports, without reporters.
        var reporters = Reporters.Union(Reports.Select(earlier => earlier.AgentId)).ToList();
        var counts = !reporters.Contains(report.AgentId);
        return this with
        {
            Actions = Actions + 1,
            WaitingSince = WaitingSince ?? report.CreatedAt,
            Reports =
            [
                .. Reports.Where(earlier => earlier.AgentId != report.AgentId).Append(report).TakeLast(MaxReports),
            ],
            Reporters = counts ? [.. reporters, report.AgentId] : reporters,
            ReportCount = ReportCount + (counts ? 1 : 0),
        };
    }

    /// <summary>The review after an action: pending content keeps waiting, with its reports.</summary>
    public Review After(ReviewState state, DateTimeOffset at) => state == ReviewState.Pending
        ? this with { Actions = Actions + 1, WaitingSince = WaitingSince ?? at }
        : this with
        {
            Actions = Actions + 1, WaitingSince = null, Reports = [], Reporters = [], ReportCount = 0,
        };
}
