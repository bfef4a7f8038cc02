using System.Text.Json.Nodes;
using Zhiyu.Functions.Mcp;

namespace Zhiyu.Tests.Api.Mcp;

[Trait("Set", "Quick")]
public sealed class LongTextsTests
{
    [Fact]
    public void What_fits_is_left_as_it_is()
    {
        var data = Texts(LongTexts.Most - 3, 3);

        Assert.Equal(0, LongTexts.Trim(data));
        Assert.Equal([LongTexts.Most - 3, 3], Lengths(data));
    }

    [Fact]
    public void Only_the_longest_lose_their_ends()
    {
        var data = Texts(50_000, 100, 5_900, 12_000);

        Assert.Equal(2, LongTexts.Trim(data));
        // Two share the 14,000 that the others leave; and the dots.
        Assert.Equal([7_001, 100, 5_900, 7_001], Lengths(data));
    }

    [Fact]
    public void A_character_of_several_code_points_is_counted_once_and_stays_whole()
    {
        var data = new JsonArray(string.Concat(Enumerable.Repeat("👩‍🚀", LongTexts.Most + 1)));

        Assert.Equal(1, LongTexts.Trim(data));
        Assert.Equal(string.Concat(Enumerable.Repeat("👩‍🚀", LongTexts.Most)) + "…", data[0]!.GetValue<string>());
    }

    [Fact]
    public void Marks_without_end_on_one_character_are_cut_too()
    {
        var data = new JsonArray("短", "e" + new string('\u0301', 500_000));

        Assert.Equal(1, LongTexts.Trim(data));
        Assert.Equal("短", data[0]!.GetValue<string>());
        Assert.InRange(data[1]!.GetValue<string>().Length, 1, (LongTexts.Most * 8) + 1);
    }

    private static JsonArray Texts(params int[] lengths) =>
        [.. lengths.Select(length => new JsonObject { ["body"] = new string('x', length) })];

    private static IEnumerable<int> Lengths(JsonArray data) =>
        data.Select(each => each!["body"]!.GetValue<string>().Length);
}
