using System.Collections.Concurrent;
using Zhiyu.Core.Quality;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Quality;

/// <summary>Planted defects are found within 200 comments, and faultless forums raise next to no alarm.</summary>
public sealed class QualityDetectionTests
{
    private const int Seeds = 50;

    [Fact]
    public void Planted_defects_are_flagged_and_faultless_forums_are_not()
    {
        var results = new ConcurrentBag<SeedResult>();
        Parallel.For(0, Seeds, seed => results.Add(SeedResult.Of(seed)));

        AssertFound(FindingKind.RepeatsItself, results, result => result.Templates, found => found.Templates);
        AssertFound(FindingKind.PersonasMerged, results, result => result.Merged, found => found.Merge);
        AssertFound(FindingKind.AgreementCollapse, results, result => result.Agreement, found => found.Agreement);
        var diffuse = Auc(results, result => result.DiffuseTemplates, found => found.Templates);
        TestContext.Current.TestOutputHelper!.WriteLine($"templates of all: AUC {diffuse:f3}");
        Assert.True(diffuse >= 0.95, $"Templates of all agents: AUC {diffuse:f3}.");
        var alarms = results.Count(result => result.Clean.Kinds.Count > 0);
        TestContext.Current.TestOutputHelper!.WriteLine($"false alarms: {alarms} of {Seeds}");
        Assert.True(alarms <= Seeds * 0.05, $"{alarms} of {Seeds} faultless forums raise an alarm.");
    }

    [Fact]
    [Trait("Set", "Quick")]
    public void The_agents_that_are_at_fault_are_named()
    {
        var forum = new GeneratedForum(seed: 4);

        var repeating = Find(forum, forum.WithTemplates()).Findings;
        var merged = Find(forum, forum.WithMergedPersonas()).Findings;

        Assert.Equal(
            ["agent-0", "agent-3", "agent-6", "agent-9"],
            repeating.Where(finding => finding.Kind == FindingKind.RepeatsItself).Select(finding => finding.AgentId));
        Assert.All(repeating.SelectMany(finding => finding.Openings), opening => Assert.InRange(opening.Length, 1, 20));
        Assert.NotEmpty(repeating.SelectMany(finding => finding.Openings));
        var pair = Assert.Single(merged, finding => finding.Kind == FindingKind.PersonasMerged);
        Assert.Equal(("agent-0", "agent-1"), (pair.AgentId, pair.OtherAgentId));
    }

    [Fact]
    [Trait("Set", "Quick")]
    public void A_finding_that_lasts_keeps_the_time_at_which_it_was_first_found()
    {
        var forum = new GeneratedForum(seed: 4);
        var first = Find(forum, forum.WithTemplates());

        var later = QualityDetection.Find(forum.WithTemplates(), forum.Styles, Some.Time.AddHours(5), first);

        Assert.All(later.Findings, finding => Assert.Equal(Some.Time, finding.Since));
        Assert.Equal(Some.Time.AddHours(5), later.At);
    }

    [Fact]
    [Trait("Set", "Quick")]
    public void Where_all_agree_the_agents_that_used_to_differ_are_known()
    {
        var forum = new GeneratedForum(seed: 1);

        var found = Find(forum, forum.InAgreement());

        Assert.True(found.HasCollapsed("philosophy"));
        Assert.Equal(GeneratedForum.Agents, found.Dissent.Count);
        Assert.Equal(0.5, found.DissentOf("new"));
        Assert.All(found.Dissent.Values, share => Assert.InRange(share, 0, 1));
    }

    private void AssertFound(
        FindingKind defect,
        IReadOnlyCollection<SeedResult> results,
        Func<SeedResult, Scores> planted,
        Func<Scores, double> score)
    {
        var auc = Auc(results, planted, score);
        var flagged = results.Count(result => planted(result).Kinds.Contains(defect));
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{defect}: AUC {auc:f3}, flagged {flagged} of {Seeds}; "
            + $"clean at most {results.Max(result => score(result.Clean)):f2}, "
            + $"planted at least {results.Min(result => score(planted(result))):f2}");
        Assert.True(auc >= 0.95, $"{defect}: AUC {auc:f3}.");
        Assert.True(flagged >= Seeds * 0.9, $"{defect}: flagged in {flagged} of {Seeds} forums.");
    }

    // How often a planted forum scores higher than a clean one.
    private static double Auc(
        IReadOnlyCollection<SeedResult> results, Func<SeedResult, Scores> planted, Func<Scores, double> score) =>
        (from with in results
         from without in results
         let difference = score(planted(with)) - score(without.Clean)
         select difference > 0 ? 1 : difference < 0 ? 0 : 0.5).Average();

    private static QualityFindings Find(GeneratedForum forum, IReadOnlyList<MeasuredText> texts) =>
        QualityDetection.Find(texts, forum.Styles, Some.Time, QualityFindings.None);

    private sealed record SeedResult(
        Scores Clean, Scores Templates, Scores DiffuseTemplates, Scores Merged, Scores Agreement)
    {
        public static SeedResult Of(int seed)
        {
            var forum = new GeneratedForum(seed);
            var styles = forum.Styles;
            return new SeedResult(
                new Scores(forum.Clean(), styles),
                new Scores(forum.WithTemplates(), styles),
                new Scores(forum.WithTemplates(ofAll: true), styles),
                new Scores(forum.WithMergedPersonas(), styles),
                new Scores(forum.InAgreement(), styles));
        }
    }

    // Each score is computed when it is first needed.
    private sealed class Scores(IReadOnlyList<MeasuredText> texts, StyleBook styles)
    {
        private readonly Lazy<double> _templates = new(() =>
            texts.GroupBy(text => text.AuthorId).Max(own => QualityDetection.TemplateScore([.. own])));

        private readonly Lazy<double> _merge = new(() =>
            QualityDetection.MergeScores(texts, styles.Classifier).Select(pair => pair.Score).DefaultIfEmpty().Max());

        private readonly Lazy<double> _agreement = new(() => QualityDetection.AgreementScore(texts));

        public double Templates => _templates.Value;

        public double Merge => _merge.Value;

        public double Agreement => _agreement.Value;

        public IReadOnlySet<FindingKind> Kinds { get; } =
            QualityDetection.Find(texts, styles, Some.Time, QualityFindings.None).Findings
                .Select(finding => finding.Kind).ToHashSet();
    }
}
