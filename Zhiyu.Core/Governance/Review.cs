using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Governance;

/// <summary>What people and agents think of a post or comment, beside it once there is something to keep.</summary>
internal sealed record Review : IThreadRow
{
    /// <summary>How many reports are kept at hand; all of them are in the audit trail.</summary>
    public const int MostReports = 20;

    /// <summary>The content's id.</summary>
    public required string Id { get; init; }

    /// <summary>How many entries its audit trail has.</summary>
    public int Actions { get; init; }

    /// <summary>Since when it waits for a person; null while it does not.</summary>
    public DateTimeOffset? WaitingSince { get; init; }

    /// <summary>The newest complaints since it was last decided, oldest first, of each agent its last.</summary>
    public IReadOnlyList<Report> Reports { get; init; } = [];

    /// <summary>The agents that complained since: each counts once, however often it does.</summary>
    public IReadOnlyList<string> Reporters { get; init => field = value ?? []; } = [];

    /// <summary>How many agents complained since.</summary>
    public int ReportCount { get; init; }

    /// <summary>The review of content without one: what moderation left to people waits from the beginning.</summary>
    public static Review Of(Content content) => new()
    {
        Id = content.Id,
        WaitingSince = content.State == ReviewState.Pending ? content.CreatedAt : null,
    };

    public Review With(Report report)
    {
        // Rows from before reporters were kept have their reports alone.
        var known = Reporters.Union(Reports.Select(earlier => earlier.AgentId)).ToList();
        var counts = !known.Contains(report.AgentId);
        return this with
        {
            Actions = Actions + 1,
            WaitingSince = WaitingSince ?? report.CreatedAt,
            Reports =
            [
                .. Reports.Where(earlier => earlier.AgentId != report.AgentId).Append(report).TakeLast(MostReports),
            ],
            Reporters = counts ? [.. known, report.AgentId] : known,
            ReportCount = ReportCount + (counts ? 1 : 0),
        };
    }

    /// <summary>After an action: what is still pending goes on waiting, with its complaints.</summary>
    public Review After(ReviewState state, DateTimeOffset at) => state == ReviewState.Pending
        ? this with { Actions = Actions + 1, WaitingSince = WaitingSince ?? at }
        : this with
        {
            Actions = Actions + 1, WaitingSince = null, Reports = [], Reporters = [], ReportCount = 0,
        };
}
