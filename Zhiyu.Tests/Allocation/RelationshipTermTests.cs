using Zhiyu.Core.Memory;
using Zhiyu.Tests.Support;
using static Zhiyu.Tests.Allocation.SomeCandidate;

namespace Zhiyu.Tests.Allocation;

/// <summary>What an author's relationships add to the score of the agents that may answer it.</summary>
[Trait("Set", "Quick")]
public sealed class RelationshipTermTests
{
    [Theory]
    [InlineData(0.5, -1, 1, 0.8, 0)]
    [InlineData(0.25, -0.5, 1, 0.2, 0)]
    [InlineData(0.9, 0, 0, 0, 0)]
    [InlineData(0.5, 1, 0, 0, -0.8)]
    [InlineData(0.5, 1, 24, 0, -0.4)]
    [InlineData(0.5, 1, 48, 0, 0)]
    public void Rivals_meet_and_friends_who_met_lately_make_place(
        double familiarity, double agreement, int hours, double rivalry, double circle)
    {
        var tie = new Relationship("me", familiarity, agreement, Some.Time.AddHours(-hours), Exchanges: 5, []);
        var input = Input("好。") with { AuthorTies = new Dictionary<string, Relationship> { ["me"] = tie } };

        var terms = Assert.Single(Decide(With(input, Me())).Record.Candidates).Terms;

        Assert.Equal((rivalry, circle), (terms["rivalry"], terms["circle"]));
    }

    [Fact]
    public void Where_the_author_knows_no_one_there_is_neither_rivalry_nor_circle()
    {
        var terms = Assert.Single(Decide(With(Input("好。"), Me())).Record.Candidates).Terms;

        Assert.Equal((0, 0), (terms["rivalry"], terms["circle"]));
        Assert.False(double.IsNegative(terms["circle"]));
    }
}
