using Zhiyu.Core.Forum.Ranking;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Forum.Ranking;

[Trait("Set", "Quick")]
public sealed class RankingCursorTests
{
    private static readonly IReadOnlyList<string> Ninety =
        [.. Enumerable.Range(1, 99).Select(number => Ids.NewThread(Some.Time.AddMinutes(number), Some.Random(number)))];

    [Fact]
    public void It_keeps_the_posts_in_their_order_and_fits_into_an_address()
    {
        var cursor = RankingCursor.Of(Ninety);

        Assert.True(RankingCursor.IsCursor(cursor));
        Assert.Equal(Ninety, RankingCursor.Parse(cursor));
        Assert.InRange(cursor.Length, 1, 1_400);
    }

    [Fact]
    public void Nothing_else_is_one()
    {
        var two = RankingCursor.Of(Ninety.Take(2));

        Assert.All(
            (string[])
            [
                "", "3", "20", "99", "abc", two[..^1], $"{two}A", $"{two} ", $"{two}=", "\u4e00",
                RankingCursor.Of([Ninety[0], Ninety[0]]),
                RankingCursor.Of([.. Ninety, Ids.NewThread(Some.Time, Some.Random())]),
            ],
            text => Assert.False(RankingCursor.IsCursor(text), text));
    }
}
