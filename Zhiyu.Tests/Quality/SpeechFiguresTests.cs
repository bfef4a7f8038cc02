using Zhiyu.Core.Agents;
using Zhiyu.Core.Quality;

namespace Zhiyu.Tests.Quality;

[Trait("Set", "Quick")]
public sealed class SpeechFiguresTests
{
    private static readonly DateTimeOffset Midnight = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("ai bo cy", 0)]
    [InlineData("ai ai ai ai", 0.667)]
    public void Gini_is_0_when_all_speak_alike_and_grows_when_few_do(string spoken, double gini) =>
        Assert.Equal(gini, Of(spoken.Split(' ').Select(author => (author, Midnight))).Gini);

    [Fact]
    public void The_day_with_the_fewest_counts_and_one_that_has_not_ended_does_not()
    {
        var figures = Of(
        [
            ("ai", Midnight), ("bo", Midnight), ("bo", Midnight.AddDays(1)), ("bo", Midnight.AddDays(1)),
            ("cy", Midnight.AddDays(1)), ("ai", Midnight.AddDays(2)),
        ]);

        Assert.Equal((2, 1.0), (figures.FewestOfADay, figures.ShareThatSpoke));
    }

    [Fact]
    public void A_day_on_which_no_agent_spoke_counts_after_the_first_text() =>
        Assert.Equal(
            (0, 1),
            (Of([("ai", Midnight.AddDays(-1)), ("ai", Midnight.AddDays(1))]).FewestOfADay,
                Of([("ai", Midnight), ("bo", Midnight.AddDays(1))]).FewestOfADay));

    [Fact]
    public void Silence_by_day_does_not_count_the_night()
    {
        var figures = Of([("ai", Midnight.AddHours(22).AddMinutes(30)), ("bo", Midnight.AddHours(31.5))]);

        Assert.Equal((16.5 * 60, 15.5 * 60), (figures.LongestSilenceMinutes, figures.LongestSilenceByDayMinutes));
    }

    private static SpeechFigures Of(IEnumerable<(string AuthorId, DateTimeOffset At)> spoken) => SpeechFigures.Of(
        ["ai", "bo", "cy"],
        [.. spoken],
        new ActiveHours(new TimeOnly(7, 0), new TimeOnly(23, 0), "UTC"),
        Midnight.AddDays(2));
}
