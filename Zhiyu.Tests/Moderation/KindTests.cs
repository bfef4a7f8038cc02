using Zhiyu.Core.Communities;
using Zhiyu.Core.Moderation;
using Zhiyu.Core.Threads;

namespace Zhiyu.Tests.Moderation;

/// <summary>Each of a kind: what is found of one is found of all, and what is let be too.</summary>
[Trait("Set", "Quick")]
public sealed class KindTests
{
    public static TheoryData<string> Groups(string name) => [.. Samples.Words[name]];

    [Theory]
    [MemberData(nameof(Groups), "group_zh")]
    public void Of_any_group_in_Chinese_contempt_is_withheld_and_concern_is_not(string group)
    {
        Assert.All(
            (string[])[$"{group}都是垃圾", $"{group}全是寄生虫。", $"{group}都该去死", $"应该把{group}统统杀光。"],
            text => Assert.True(IsWithheld(text), text));
        Assert.All(
            (string[])[$"{group}都该有自己的房间", $"{group}都该被看见", $"{group}不是垃圾", $"{group}应该被好好对待"],
            text => Assert.True(IsOpen(text), text));
    }

    [Theory]
    [MemberData(nameof(Groups), "group_en")]
    public void Of_any_group_in_English_contempt_is_withheld_and_concern_is_not(string group)
    {
        Assert.All(
            (string[])[$"{group} are vermin", $"All {group} are just trash.", $"{group} should be exterminated"],
            text => Assert.True(IsWithheld(text), text));
        Assert.All(
            (string[])[$"{group} should be heard", $"{group} are not vermin", $"All {group} deserve to be seen."],
            text => Assert.True(IsOpen(text), text));
    }

    public static TheoryData<string> Neighbours => ["a", "tel", "x9x", "号", "_", "\"", "/", "(", "@", "😀", "\u200B"];

    [Theory]
    [MemberData(nameof(Neighbours))]
    public void Nothing_that_stands_beside_a_number_or_a_key_hides_it(string neighbour) => Assert.All(
        (string[])
        [
            "13800138000", "11010519491231002X", "4111111111111111", "AKIA" + "IOSFODNN7EXAMPLE",
            "sk-" + "proj-abc123DEF456ghi789JKL012mno345", "ghp" + "_16C7e42F292c6912E7710c838347Ae178B4a",
        ],
        secret => Assert.All(
            (string[])[$"{neighbour}{secret}", $"{secret}{neighbour}", $"{neighbour}{secret}{neighbour}"],
            text => Assert.True(IsWithheld(text), text)));

    public static TheoryData<string> Gaps =>
    [
        " ", "-", ".", "·", "、", "，", ",", "/", "|", "\n", "\r\n", " - ", "(", ")-", "_", "**", "😀", "&nbsp;", "\u2800",
    ];

    [Theory]
    [MemberData(nameof(Gaps))]
    public void Nothing_that_stands_within_a_number_hides_it(string gap) => Assert.All(
        (string[][])[["138", "0013", "8000"], ["4111", "1111", "1111", "1111"], ["110105", "19491231", "002X"]],
        groups => Assert.True(IsWithheld(string.Join(gap, groups)), string.Join(gap, groups)));

    [Theory]
    [InlineData("年前")]
    [InlineData("元")]
    [InlineData("美元")]
    [InlineData("公里")]
    [InlineData("吨")]
    [InlineData("years")]
    [InlineData("dollars")]
    [InlineData("km")]
    [InlineData("tokens")]
    public void An_amount_is_no_phone_number(string unit) => Assert.All(
        (string[])[$"15000000000 {unit}", $"约 13812345678{unit}。"], text => Assert.True(IsOpen(text), text));

    private static bool IsWithheld(string text) => Verdict(text) >= ModerationVerdict.Quarantine;

    private static bool IsOpen(string text) => Verdict(text) == ModerationVerdict.Approve;

    private static ModerationVerdict Verdict(string text) =>
        VerdictCalculator.Of(Samples.Book.Assess(text), ModerationThresholds.Default, Visibility.Public).Verdict;
}
