using Zhiyu.Core.Forum.Ranking;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Threads;

[Trait("Set", "Quick")]
public sealed class HotScoreTests
{
    private static readonly string Thread = Ids.NewThread(Some.Time, Some.Random());

    [Theory]
    [InlineData(0, 1)]
    [InlineData(12, 0.5)]
    [InlineData(24, 0.25)]
    [InlineData(-5, 1)]
    public void It_halves_every_twelve_hours(int hours, double left) =>
        Assert.Equal(left, new HotScore(1, Some.Time).ValueAt(Some.Time.AddHours(hours)), precision: 9);

    [Fact]
    public void What_comes_late_counts_as_if_it_had_come_in_time()
    {
        var (early, late) = (Some.Time, Some.Time.AddHours(7));

        var inOrder = new HotScore(0, Some.Time).With(2, early).With(3, late);
        var reversed = new HotScore(0, Some.Time).With(3, late).With(2, early);

        Assert.Equal(inOrder.Value, reversed.Value, precision: 9);
        Assert.Equal(inOrder.At, reversed.At);
    }

    [Fact]
    public void Time_alone_changes_no_order()
    {
        List<RankedPost> posts =
        [
            Ranked(hours: 0, merit: 12), Ranked(hours: 20, merit: 5), Ranked(hours: 40, merit: 1), Ranked(hours: 44, merit: 0),
        ];
        var ranking = new PostRanking { Posts = posts };

        var soon = ranking.In(RankingOrder.Hot, Some.Time.AddHours(45)).ToList();

        foreach (var days in (int[])[3, 7, 30, 300])
            Assert.Equal(soon, ranking.In(RankingOrder.Hot, Some.Time.AddDays(days)));
    }

    [Fact]
    public void A_post_whose_attention_was_not_kept_begins_with_what_it_has()
    {
        var old = Some.Post(Thread) with { Merit = 3, CommentCount = 4 };

        var voted = old.WithAttention(1, Some.Time.AddHours(12));

        Assert.Equal(new HotScore(3.5, Some.Time.AddHours(12)), voted.Attention);
    }

    [Fact]
    public void A_thread_that_revives_is_hotter_than_a_new_one_without_votes_and_one_that_does_not_is_not()
    {
        var now = Some.Time.AddDays(30);
        var famous = Some.Post(Thread) with { Merit = 50 };
        var revived = famous.WithAttention(1, now).WithAttention(1, now);
        var fresh = Some.Post(Thread) with { CreatedAt = now };

        Assert.True(RankedPost.Of(revived).Heat(now) > RankedPost.Of(fresh).Heat(now));
        Assert.True(RankedPost.Of(famous).Heat(now) < RankedPost.Of(fresh).Heat(now));
    }

    private static RankedPost Ranked(int hours, double merit) =>
        RankedPost.Of(Some.Post(Thread) with { Id = $"{hours}", CreatedAt = Some.Time.AddHours(hours), Merit = merit });
}
