using System.Text;
using CsCheck;
using Zhiyu.Core.Moderation.Texts;
using Zhiyu.Core.Text;

namespace Zhiyu.Tests.Moderation;

[Trait("Set", "Quick")]
public sealed class NormalizedFormsProperties
{
    private static readonly string[] Invisible =
        ["\u200B", "\u200C", "\u200D", "\u2060", "\uFEFF", "\u00AD", "\uDB40\uDC41"];

    // Within a mark it is seen: the mark is none any more, and stands there as it was written.
    private static readonly List<string> Unmarked =
        [.. Samples.All.Select(sample => sample.Text).Where(text => TextVariants.Of(text).All.Count() == 1)];

    // Everything a string can hold, half characters included, and often the characters that are dealt with.
    private static readonly Gen<string> AnyText = Gen.OneOf(
        Gen.String,
        Gen.Char["ａＡa赌賭\u200B\u0301\uFFA0\u3164\u1160 \t\n\u3000.-*@4$аİßﬁ①한\uD83D\uDE00\uD800"].Array[0, 40]
            .Select(characters => new string(characters)));

    [Fact]
    public void Reading_what_was_read_changes_nothing() => AnyText.Sample(text =>
    {
        var legible = NormalizedText.Of(text);
        Assert.Equal(legible, NormalizedText.Of(legible));
        var plain = Confusables.None.Fold(legible);
        Assert.Equal(plain, Confusables.None.Fold(plain));
    });

    [Fact]
    public void No_text_is_too_strange_to_be_judged() => AnyText.Sample(text =>
        Assert.InRange(Samples.Book.Assess(text).Score, 0, 1));

    [Fact]
    public void Invisible_characters_never_lower_the_score() =>
        Gen.Select(Gen.Int[0, Unmarked.Count - 1], Gen.Int[0, Invisible.Length - 1], Gen.Int[1, 4])
            .Sample((sample, character, every) =>
            {
                var (text, invisible) = (Unmarked[sample], Invisible[character]);
                var hidden = new StringBuilder();
                foreach (var (place, rune) in text.EnumerateRunes().Index())
                    hidden.Append(rune).Append(place % every == 0 ? invisible : "");
                Assert.True(Samples.Book.Assess(hidden.ToString()).Score >= Samples.Book.Assess(text).Score, text);
            });

    [Theory]
    [InlineData("ＦＲＥＥ", "free")]
    [InlineData("f r e e", "free")]
    [InlineData("f r e e  m o n e y", "freemoney")]
    [InlineData("sc*am", "scam")]
    [InlineData("fréé", "free")]
    [InlineData("ѕсаm", "scam")]
    [InlineData("赌-博", "赌博")]
    [InlineData("賭 🎲 博", "赌博")]
    [InlineData("加。微。信", "加微信")]
    [InlineData("sc4m", "scam")]
    [InlineData("k1ll", "kill")]
    [InlineData("w1n", "win")]
    [InlineData("fa|l", "fail")]
    [InlineData("scaaaam", "scam")]
    public void Disguises_come_off(string disguised, string meant) =>
        Assert.Contains(meant, NormalizedForms.Of(disguised, Samples.Folding).Words);

    [Theory]
    [InlineData("去赌。博物馆", "赌博")]
    [InlineData("a bc d", "abcd")]
    [InlineData("2026", "zoz6")]
    public void What_is_apart_in_earnest_stays_so(string text, string never) =>
        Assert.DoesNotContain(NormalizedForms.Of(text, Samples.Folding).Words, reading =>
            reading.Contains(never, StringComparison.Ordinal));
}
