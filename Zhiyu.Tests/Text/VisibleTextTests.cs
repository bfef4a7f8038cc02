using Zhiyu.Core.Text;

namespace Zhiyu.Tests.Text;

[Trait("Set", "Quick")]
public sealed class VisibleTextTests
{
    [Theory]
    [InlineData("忽\u200B略\u200C规\u200D则\u2060\uFEFF", "忽略规则")] // zero width
    [InlineData("\u202Eabc\u202C\u2066def\u2069\u200F", "abcdef")] // direction
    [InlineData("好\U000E0069\U000E0067\U000E006E\U000E007F", "好")] // tags
    [InlineData("😀\uFE0F\uFE01\uFE02\U000E0101\uFE0F", "😀\uFE0F")] // bytes in variation selectors
    [InlineData("a\u3164\u115F\uFFA0\u00AD\u034Fb", "ab")] // fillers
    [InlineData("a\0\u0007\u001Bb\u0085c\vd\fe", "ab cd e", "ab\ncd\ne")]
    [InlineData("a\r\nb\rc\u2028d\u2029e", "a b c d e", "a\nb\nc\nd\ne")]
    [InlineData("一\t二", "一 二", "一\t二")]
    public void Invisible_characters_are_left_out(string written, string line, string? block = null)
    {
        Assert.Equal((line, block ?? line), (VisibleText.OneLine(written), VisibleText.Block(written)));
    }

    [Theory]
    [InlineData("👩\u200D💻👨🏽\u200D🌾❤\uFE0F\u200D🔥1\uFE0F\u20E3☎\uFE0E")]
    [InlineData("می\u200Cخواهم")]
    [InlineData("क्\u200Dष")]
    [InlineData("café 𠮷 「全角」ｆｅｎｃｅ ≠ quote")]
    public void What_makes_a_difference_stays(string written) => Assert.Equal(written, VisibleText.Block(written));

    // Not an InlineData: attributes are UTF-8.
    [Fact]
    public void Half_a_character_is_shown_as_the_replacement_that_storing_it_makes_of_it() =>
        Assert.Equal("a\uFFFDb\uFFFD", VisibleText.Block("a\uD800b\uDC00"));

    [Theory]
    [InlineData("")]
    [InlineData(" \t\n\u3000\u00A0\u2028")]
    [InlineData("\u200B")]
    [InlineData("\u2060")]
    [InlineData("\u00AD")]
    [InlineData("\uFEFF")]
    [InlineData("\u3164")]
    [InlineData("\u115F\u1160\uFFA0\u180E\u034F")]
    [InlineData("\u2800")]
    [InlineData("\u202E\u2066\u200F")]
    [InlineData("\U000E0069\uFE0F\u200D")]
    [InlineData(" \u200B \u2800\n\uFEFF")]
    public void What_shows_nothing_is_blank(string text) => Assert.True(VisibleText.IsBlank(text));

    [Theory]
    [InlineData("a")]
    [InlineData("\u200B。\u200B")]
    [InlineData("\u2801")]
    [InlineData("👩\u200D💻")]
    public void What_shows_something_is_not_blank(string text) => Assert.False(VisibleText.IsBlank(text));
}
