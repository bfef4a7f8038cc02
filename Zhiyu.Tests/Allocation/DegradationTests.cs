using Zhiyu.Core.Allocation;

namespace Zhiyu.Tests.Allocation;

[Trait("Set", "Quick")]
public sealed class DegradationTests
{
    [Fact]
    public void It_goes_up_through_all_levels_and_comes_back_late()
    {
        var level = Degradation.None;
        List<(int Age, Degradation Level)> seen = [];
        foreach (var age in (int[])[0, 119, 120, 299, 300, 226, 224, 91, 89, 119, 120])
        {
            level = level.Next(TimeSpan.FromSeconds(age));
            seen.Add((age, level));
        }

        Assert.Equal(
            [
                (0, Degradation.None), (119, Degradation.None), (120, Degradation.Reduced), (299, Degradation.Reduced),
                (300, Degradation.Minimal), (226, Degradation.Minimal), (224, Degradation.Reduced),
                (91, Degradation.Reduced), (89, Degradation.None), (119, Degradation.None), (120, Degradation.Reduced),
            ],
            seen);
    }

    [Theory]
    [InlineData(Degradation.Minimal, 225, Degradation.Minimal)]
    [InlineData(Degradation.Reduced, 90, Degradation.Reduced)]
    [InlineData(Degradation.None, 90, Degradation.None)]
    internal void It_is_left_below_three_quarters_of_where_it_was_entered(
        Degradation level, int age, Degradation next) => Assert.Equal(next, level.Next(TimeSpan.FromSeconds(age)));

    [Theory]
    [InlineData(Degradation.None, 5, 5)]
    [InlineData(Degradation.Reduced, 5, 3)]
    [InlineData(Degradation.Reduced, 1, 1)]
    [InlineData(Degradation.Reduced, 0, 0)]
    [InlineData(Degradation.Minimal, 5, 1)]
    [InlineData(Degradation.Minimal, 0, 0)]
    internal void It_leaves_so_much_of_a_quota(Degradation level, int quota, int left) =>
        Assert.Equal(left, level.Of(quota));
}
