namespace Zhiyu.Core.Quality;

/// <summary>What is wrong with what was written lately.</summary>
public enum FindingKind
{
    /// <summary>An agent writes from templates, or repeats itself.</summary>
    RepeatsItself,

    /// <summary>Two agents write so much alike that a classifier of style mistakes them for each other.</summary>
    PersonasMerged,

    /// <summary>Nearly all comments agree.</summary>
    AgreementCollapse,
}

/// <summary>Something that is wrong with the newest comments.</summary>
/// <param name="CommunityId">Where; null for the forum.</param>
/// <param name="Score">How clear it is, from 0 to 1.</param>
/// <param name="Since">When it was first found.</param>
public sealed record QualityFinding(FindingKind Kind, string? CommunityId, double Score, DateTimeOffset Since)
{
    /// <summary>When it was last found. It is acted on for some days more, or the fault would return at once.</summary>
    public DateTimeOffset SeenAt { get; init; } = Since;

    /// <summary>The agent that it is about; null when it is about all.</summary>
    public string? AgentId { get; init; }

    /// <summary>The agent that it has merged with; null for other findings.</summary>
    public string? OtherAgentId { get; init; }

    /// <summary>The worn-out openings of an agent that repeats itself, at most five, the most frequent first.</summary>
    public IReadOnlyList<string> Openings { get; init; } = [];

    /// <summary>Whether it is about the same as another one, which may have been found earlier.</summary>
    public bool IsSameAs(QualityFinding other) =>
        (Kind, CommunityId, AgentId, OtherAgentId)
        == (other.Kind, other.CommunityId, other.AgentId, other.OtherAgentId);
}

/// <summary>What was found in the newest comments. One row for the forum.</summary>
/// <param name="At">When it was computed.</param>
public sealed record QualityFindings(DateTimeOffset At, IReadOnlyList<QualityFinding> Findings)
{
    /// <summary>Before the first look, and where the actions are switched off.</summary>
    public static readonly QualityFindings None = new(DateTimeOffset.MinValue, []);

    /// <summary>
    /// How often each agent differs from what it answers, lately and in the days before; empty unless all agree.
    /// </summary>
    public IReadOnlyDictionary<string, double> Dissent { get; init; } = new Dictionary<string, double>();

    /// <summary>How often an agent differs, from 0 to 1; one half for an agent of which nothing is known.</summary>
    public double DissentOf(string agentId) => Dissent.TryGetValue(agentId, out var share) ? share : 0.5;

    /// <summary>That the agent repeats itself; null when that was not found.</summary>
    public QualityFinding? RepetitionOf(string agentId) =>
        Findings.FirstOrDefault(finding => finding.Kind == FindingKind.RepeatsItself && finding.AgentId == agentId);

    /// <summary>Whether all agree in this community, or in the forum.</summary>
    public bool HasCollapsed(string communityId) => Findings.Any(finding =>
        finding.Kind == FindingKind.AgreementCollapse
        && (finding.CommunityId is null || finding.CommunityId == communityId));
}

/// <summary>Up to where the rows of measures are computed.</summary>
/// <param name="Until">The end of the last hour that has its rows.</param>
public sealed record QualityProgress(DateTimeOffset Until);
