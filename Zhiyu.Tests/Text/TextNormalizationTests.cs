using Zhiyu.Core.Moderation.Texts;
using Zhiyu.Core.Text;

namespace Zhiyu.Tests.Text;

public sealed class TextNormalizationTests
{
    [Theory]
    [InlineData("ＡＢ㍿", "AB株式会社")]
    [InlineData("a\ufffeb", "a\ufffdb")]
    [InlineData("\uffff", "\uffff")]
    public void Every_text_has_one(string text, string form) => Assert.Equal(form, TextNormalization.Of(text));

    // One such comment would otherwise keep every agent from answering in its thread.
    [Fact]
    public void What_has_no_form_does_not_keep_a_text_from_being_read()
    {
        Assert.Contains("由", WordTokenizer.Of("自\ufffe由"));
        Assert.Equal("\ufffda", TextNormalization.Of("\ud800a"));
        Assert.Contains("自由", NormalizedText.Of("\ufffe自由"), StringComparison.Ordinal);
        Assert.Equal("自由", VisibleText.OneLine("自\ufffe由"));
    }
}
