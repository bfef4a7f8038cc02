using Zhiyu.Core.Forum;

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

    /// <summary>The newest complaints since it was last decided, oldest first.</summary>
    public IReadOnlyList<Report> Reports { get; init; } = [];

    /// <summary>How many complaints there were since.</summary>
    public int ReportCount { get; init; }

    /// <summary>The review of content without one: what moderation left to people waits from the beginning.</summary>
    public static Review Of(Content content) => new()
    {
        Id = content.Id,
        WaitingSince = content.State == ReviewState.Pending ? content.CreatedAt : null,
    };

    public Review With(Report report) => this with
    {
        Actions = Actions + 1,
        WaitingSince = WaitingSince ?? report.CreatedAt,
        Reports = [.. Reports.Append(report).TakeLast(MostReports)],
        ReportCount = ReportCount + 1,
    };

    /// <summary>After an action: what is still pending goes on waiting, with its complaints.</summary>
    public Review After(ReviewState state, DateTimeOffset at) => state == ReviewState.Pending
        ? this with { Actions = Actions + 1, WaitingSince = WaitingSince ?? at }
        : this with { Actions = Actions + 1, WaitingSince = null, Reports = [], ReportCount = 0 };
}
