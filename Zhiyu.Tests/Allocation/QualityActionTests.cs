using Zhiyu.Core.Allocation;
using Zhiyu.Core.Quality;
using Zhiyu.Tests.Support;
using static Zhiyu.Tests.Allocation.SomeCandidate;

namespace Zhiyu.Tests.Allocation;

/// <summary>What allocation does about agents that repeat themselves, and where all agree.</summary>
[Trait("Set", "Quick")]
public sealed class QualityActionTests
{
    [Theory]
    [InlineData("me", 90, true)]
    [InlineData("me", 130, false)]
    [InlineData("other", 90, false)]
    public void Who_repeats_itself_rests_longer(string repeats, int minutes, bool rests)
    {
        var called = Me() with { LastCalledAt = Some.Time.AddMinutes(-minutes) };
        var input = With(Input("好。"), called) with
        {
            Quality = new QualityFindings(
                Some.Time,
                [
                    new QualityFinding(FindingKind.RepeatsItself, CommunityId: null, Score: 1, Some.Time)
                    {
                        AgentId = repeats,
                    },
                ]),
        };

        Assert.Equal(
            rests ? [CandidateFilter.Resting] : [], Assert.Single(Decide(input).Record.Candidates).Filters);
    }

    [Theory]
    [InlineData(null, "me", 6.4)]
    [InlineData("philosophy", "other", 4.0)]
    [InlineData("science", "me", null)]
    public void Where_all_agree_who_often_differs_is_preferred(string? community, string differs, double? term)
    {
        var input = Input("好。") with
        {
            Quality = new QualityFindings(
                Some.Time, [new QualityFinding(FindingKind.AgreementCollapse, community, Score: 1, Some.Time)])
            {
                Dissent = new Dictionary<string, double> { [differs] = 0.8 },
            },
        };

        var terms = Assert.Single(Decide(input).Record.Candidates).Terms;

        Assert.Equal(term, terms.TryGetValue("dissent", out var dissent) ? dissent : null);
    }
}
