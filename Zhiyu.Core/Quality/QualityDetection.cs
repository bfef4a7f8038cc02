namespace Zhiyu.Core.Quality;

/// <summary>Finds what is wrong with the newest comments, at most 200.</summary>
/// <remarks>The thresholds are those at which 50 faultless forums in the tests raise no more than 5 % alarms.</remarks>
internal static class QualityDetection
{
    public const int Window = 200;

    // Fewer texts of an agent or stances of a community say too little.
    private const int MinTexts = 6;
    private const int MinStances = 20;
    private const int MaxOpenings = 5;

    private static readonly TimeSpan Held = TimeSpan.FromDays(3);

    private const double Templates = 0.3;
    private const double Merged = 0.2;
    private const double Agreement = 0.85;

    /// <param name="comments">The comments of a day, oldest first.</param>
    /// <param name="styles">What is known from the days before.</param>
    /// <param name="now">The time of the look.</param>
    /// <param name="before">What was found the last time, for since when.</param>
    public static QualityFindings Find(
        IReadOnlyList<MeasuredText> comments, StyleBook styles, DateTimeOffset now, QualityFindings before)
    {
        var newest = comments.Where(text => text.IsComment).TakeLast(Window).ToList();
        QualityFinding[] found =
            [.. Repeating(newest, now), .. Merging(newest, styles.Classifier, now), .. Collapsed(newest, now)];
        var byAuthor = comments.Where(text => text.IsComment).ToLookup(text => text.AuthorId);
        QualityFinding[] all =
        [
            .. found.Select(finding => before.Findings.FirstOrDefault(finding.IsSameAs) is { } known
                ? finding with { Since = known.Since, SeenAt = now }
                : finding),
            .. before.Findings.Where(known => IsHeld(known, now) && !found.Any(known.IsSameAs)),
        ];
        return new QualityFindings(
            now,
            // Of texts that are readable now, also for a finding that is held.
            [.. all.Select(finding => finding.Kind == FindingKind.RepeatsItself
                ? finding with { Openings = OpeningsOf([.. byAuthor[finding.AgentId!]]) }
                : finding)])
        {
            Dissent = all.Any(finding => finding.Kind == FindingKind.AgreementCollapse)
                ? styles.AgentsWith(newest).ToDictionary(
                    agentId => agentId,
                    agentId => styles.DissentOf(agentId, [.. newest.Where(text => text.AuthorId == agentId)]))
                : new Dictionary<string, double>(),
        };
    }

    /// <summary>How clearly an agent writes from templates: a cautious share of its texts.</summary>
    public static double TemplateScore(IReadOnlyList<MeasuredText> own) => own.Count < MinTexts
        ? 0
        : new Share(Repetition.Templated(own).Count, own.Count).LowerBound;

    /// <summary>
    /// How clearly two agents have merged: the mean share of texts of one that are taken for the other's, less a
    /// standard deviation. Two that write alike have about one half.
    /// </summary>
    public static IEnumerable<(string One, string Other, double Score)> MergeScores(
        IReadOnlyList<MeasuredText> comments, StyleClassifier classifier)
    {
        var takenFor = comments.Where(text => classifier.Knows(text.AuthorId) && text.Style.Count > 0)
            .GroupBy(text => text.AuthorId)
            .Where(group => group.Count() >= MinTexts)
            .ToDictionary(
                group => group.Key,
                group => group.Select(text => classifier.AuthorOf(text.Style)!).ToList());
        var agents = takenFor.Keys.Order(StringComparer.Ordinal).ToList();
        return
            from one in agents
            from other in agents
            where string.CompareOrdinal(one, other) < 0
            let mean = (ShareTaken(one, other) + ShareTaken(other, one)) / 2
            let texts = takenFor[one].Count + takenFor[other].Count
            select (one, other, Math.Max(0, mean - Math.Sqrt(((mean * (1 - mean)) + 0.02) / texts)));

        double ShareTaken(string agent, string asOther) =>
            takenFor[agent].Count(author => author == asOther) / (double)takenFor[agent].Count;
    }

    /// <summary>How clearly all agree: a cautious share of agreement among the comments that have a stance.</summary>
    public static double AgreementScore(IReadOnlyList<MeasuredText> comments)
    {
        var stances = comments.Where(text => text.Stance != Stance.None).ToList();
        return stances.Count < MinStances
            ? 0
            : Share.Among(stances, text => text.Stance == Stance.Agrees).LowerBound;
    }

    private static IEnumerable<QualityFinding> Repeating(List<MeasuredText> comments, DateTimeOffset now) =>
        from own in comments.GroupBy(text => text.AuthorId).OrderBy(each => each.Key, StringComparer.Ordinal)
        let score = TemplateScore([.. own])
        where score >= Templates
        select new QualityFinding(FindingKind.RepeatsItself, CommunityId: null, Math.Round(score, 3), now)
        {
            AgentId = own.Key,
        };

    // A model that has no memory returns to its habit as soon as it is not told of it.
    private static bool IsHeld(QualityFinding finding, DateTimeOffset now) =>
        finding.Kind != FindingKind.PersonasMerged && now - finding.SeenAt < Held;

    // Those of the templates first, which is what their author has to give up.
    private static IReadOnlyList<string> OpeningsOf(IReadOnlyList<MeasuredText> own)
    {
        var templated = Repetition.Templated(own);
        List<string> openings = [];
        foreach (var opening in Repetition.WornOpenings(templated)
            .Concat(Repetition.WornOpenings(own))
            .Concat(templated.Reverse().Select(text => text.Opening)))
        {
            // One that begins like another tells nothing more.
            if (opening.Length > 0 && !openings.Exists(told => opening.StartsWith(told, StringComparison.Ordinal)))
                openings.Add(opening);
        }

        return [.. openings.Take(MaxOpenings)];
    }

    private static IEnumerable<QualityFinding> Merging(
        List<MeasuredText> comments, StyleClassifier classifier, DateTimeOffset now) =>
        from pair in MergeScores(comments, classifier)
        where pair.Score >= Merged
        select new QualityFinding(FindingKind.PersonasMerged, CommunityId: null, Math.Round(pair.Score, 3), now)
        {
            AgentId = pair.One,
            OtherAgentId = pair.Other,
        };

    private static IEnumerable<QualityFinding> Collapsed(List<MeasuredText> comments, DateTimeOffset now)
    {
        var forum = AgreementScore(comments);
        if (forum >= Agreement)
            return [new QualityFinding(FindingKind.AgreementCollapse, CommunityId: null, Math.Round(forum, 3), now)];
        return
            from community in comments.GroupBy(text => text.CommunityId)
                .OrderBy(each => each.Key, StringComparer.Ordinal)
            let score = AgreementScore([.. community])
            where score >= Agreement
            select new QualityFinding(FindingKind.AgreementCollapse, community.Key, Math.Round(score, 3), now);
    }
}
