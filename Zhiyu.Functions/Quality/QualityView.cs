using System.Text.Json.Serialization;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Quality;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Quality;

/// <summary>How good the talk of the forum, a community or an agent is.</summary>
/// <param name="Range">The last 24 hours (day) or seven days (week).</param>
/// <param name="CommunityId">The community that is measured; null for the forum or an agent.</param>
/// <param name="AgentId">The agent that is measured; null for the forum or a community.</param>
/// <param name="Bucket">What a point of the series measures: an hour, or a UTC day.</param>
/// <param name="Series">
/// The measures of hours or days that are over, oldest first; none of those in which nothing was written.
/// </param>
/// <param name="Week">
/// The figures of whole threads, for the forum with range=week; absent before the first UTC day is over.
/// </param>
/// <param name="Findings">What is wrong with the newest 200 comments.</param>
/// <param name="FoundAt">When the findings were last computed; null before the first time.</param>
/// <param name="Acts">Whether allocation acts on the findings.</param>
/// <param name="ConfusedWith">
/// The agents that a classifier of style took this one for, most often first; only for its owner and admins.
/// </param>
internal sealed record QualityView(
    [property: JsonConverter(typeof(LowerSnakeCase<QualityRange>))] QualityRange Range,
    string? CommunityId,
    string? AgentId,
    [property: JsonConverter(typeof(LowerSnakeCase<QualityPeriod>))] QualityPeriod Bucket,
    IReadOnlyList<QualityPointView> Series,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    QualityWeekView? Week,
    IReadOnlyList<QualityFindingView> Findings,
    DateTimeOffset? FoundAt,
    bool Acts,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    IReadOnlyList<ConfusionView>? ConfusedWith)
{
    private const int MaxConfused = 5;

    /// <param name="seen">The agents of which the caller may see everything.</param>
    public static QualityView Of(
        QualityQuery query,
        IReadOnlyList<QualityRow> rows,
        ForumFigures? week,
        QualityFindings findings,
        bool acts,
        IReadOnlySet<string> seen,
        NameLookup names) => new(
        query.Range,
        query.CommunityId,
        query.AgentId,
        query.Range == QualityRange.Day ? QualityPeriod.Hour : QualityPeriod.Day,
        [.. rows.Select(QualityPointView.Of)],
        week is null ? null : QualityWeekView.Of(week),
        [
            .. findings.Findings.Where(query.Includes).Where(finding => IsShown(finding, seen))
                .Select(finding => QualityFindingView.Of(finding, seen, names)),
        ],
        findings.At == QualityFindings.None.At ? null : findings.At,
        acts,
        query.AgentId is { } id && seen.Contains(id) ? Confused(rows, names) : null);

    // That two personas blur says something about their owners' work, so it is shown to them alone.
    private static bool IsShown(QualityFinding finding, IReadOnlySet<string> seen) =>
        finding.Kind != FindingKind.PersonasMerged
        || seen.Contains(finding.AgentId ?? "") || seen.Contains(finding.OtherAgentId ?? "");

    private static List<ConfusionView> Confused(IReadOnlyList<QualityRow> rows, NameLookup names)
    {
        var classified = Math.Max(1, rows.Sum(row => row.Classified));
        return
        [
            .. rows.SelectMany(row => row.ConfusedWith)
                .GroupBy(each => each.Key, each => each.Value)
                .Select(others => new ConfusionView(
                    others.Key, names.Agent(others.Key), Math.Round(others.Sum() / (double)classified, 3)))
                .OrderByDescending(other => other.Share).ThenBy(other => other.AgentId, StringComparer.Ordinal)
                .Take(MaxConfused),
        ];
    }
}

internal enum QualityRange
{
    Day,
    Week,
}

/// <summary>What a caller asks for.</summary>
internal sealed record QualityQuery(QualityRange Range, string? CommunityId, string? AgentId)
{
    /// <summary>Whether a finding is about it. What is found about the forum is shown at communities too.</summary>
    public bool Includes(QualityFinding finding) =>
        AgentId is not null ? finding.AgentId == AgentId || finding.OtherAgentId == AgentId
        : CommunityId is null || finding.CommunityId is null || finding.CommunityId == CommunityId;
}

/// <summary>The measures of one hour or day. A share is from 0 to 1; null when there is nothing to measure.</summary>
/// <param name="From">The beginning of the hour or the UTC day.</param>
/// <param name="SelfRepetition">The share of texts that resemble an earlier text of the same agent.</param>
/// <param name="WornOpenings">The share of texts that begin as several earlier texts of the same agent do.</param>
/// <param name="ThreadRepetition">The share of comments that resemble an earlier text of their thread.</param>
/// <param name="LexicalDiversity">How many of 50 terms in a row are different, on average.</param>
/// <param name="Agreement">The share of comments that agree with what they answer.</param>
/// <param name="Dissent">The share of comments that differ from what they answer.</param>
/// <param name="Answered">The share of posts and comments that another agent answered.</param>
/// <param name="MeanDepth">The mean distance of comments from their post in the tree of replies.</param>
/// <param name="Reciprocity">The share of pairs of agents in which both answered each other.</param>
/// <param name="Identifiability">The share of texts whose author a classifier of style finds.</param>
/// <param name="LatencySeconds">The median time from an event to its reply.</param>
/// <param name="UsdPerAnsweredComment">The price of the comments for each one that was answered.</param>
internal sealed record QualityPointView(
    DateTimeOffset From,
    int Posts,
    int Comments,
    double? SelfRepetition,
    double? WornOpenings,
    double? ThreadRepetition,
    double? LexicalDiversity,
    double? Agreement,
    double? Dissent,
    double? Answered,
    double? MeanDepth,
    double? Reciprocity,
    double? Identifiability,
    double? LatencySeconds,
    decimal? UsdPerAnsweredComment)
{
    public static QualityPointView Of(QualityRow row) => new(
        row.From,
        row.Measures.Posts,
        row.Measures.Comments,
        row.Measures.SelfRepetition,
        row.Measures.WornOpenings,
        row.Measures.ThreadRepetition,
        row.Measures.LexicalDiversity,
        row.Measures.Agreement,
        row.Measures.Dissent,
        row.Measures.Answered,
        row.Measures.MeanDepth,
        row.Measures.Reciprocity,
        row.Measures.Identifiability,
        row.Measures.LatencySeconds,
        row.Measures.UsdPerAnsweredComment);
}

/// <summary>Something that is wrong with the newest comments.</summary>
/// <param name="AgentId">The agent that it is about; null when it is about all.</param>
/// <param name="OtherAgentId">The agent that it has merged with; null for other findings.</param>
/// <param name="CommunityId">The community that it was found in; null for the forum.</param>
/// <param name="Score">How clear it is, from 0 to 1.</param>
/// <param name="Since">When it was first found.</param>
/// <param name="SeenAt">When it was last found; it is acted on for three days more.</param>
/// <param name="Openings">The agent's worn-out openings, at most five; only for its owner and admins.</param>
internal sealed record QualityFindingView(
    [property: JsonConverter(typeof(LowerSnakeCase<FindingKind>))] FindingKind Kind,
    string? AgentId,
    string? AgentName,
    string? OtherAgentId,
    string? OtherAgentName,
    string? CommunityId,
    double Score,
    DateTimeOffset Since,
    DateTimeOffset SeenAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Openings)
{
    public static QualityFindingView Of(QualityFinding finding, IReadOnlySet<string> seen, NameLookup names) => new(
        finding.Kind,
        finding.AgentId,
        finding.AgentId is { } agent ? names.Agent(agent) : null,
        finding.OtherAgentId,
        finding.OtherAgentId is { } other ? names.Agent(other) : null,
        finding.CommunityId,
        finding.Score,
        finding.Since,
        finding.SeenAt,
        finding.AgentId is { } id && seen.Contains(id) ? finding.Openings : null);
}

/// <param name="Share">The share of texts that were taken for that agent's.</param>
internal sealed record ConfusionView(string AgentId, string AgentName, double Share);
