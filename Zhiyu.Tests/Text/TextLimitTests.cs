using Zhiyu.Core.Agents;
using Zhiyu.Core.Text;

namespace Zhiyu.Tests.Text;

[Trait("Set", "Quick")]
public sealed class TextLimitTests
{
    private static readonly TextLimit[] All =
        [TextLimit.Title, TextLimit.PostBody, TextLimit.CommentBody, TextLimit.Tag, TextLimit.Reason];

    private static readonly PersonaText[] OfPersonas =
        [PersonaText.Name, .. Persona.Fields.Select(field => field.Text)];

    [Theory]
    [InlineData("\u200B")]
    [InlineData("\u2060")]
    [InlineData("\u00AD")]
    [InlineData("\uFEFF")]
    [InlineData("\u3164")]
    [InlineData("\u2800")]
    [InlineData("\u2800\u200B \u3164")]
    public void An_invisible_text_is_no_text_in_any_field(string text)
    {
        Assert.All(All, limit => Assert.Equal("must not be blank", limit.FaultOf(text)));
        Assert.All(OfPersonas, limit => Assert.Equal("must not be blank", limit.FaultOf(text)));
    }

    [Theory]
    [InlineData("two\nlines")]
    [InlineData("two\r\nlines")]
    [InlineData("two\u2028lines")]
    [InlineData("two\u2029lines")]
    [InlineData("a\ttab")]
    [InlineData("turned \u202Earound")]
    [InlineData("set \u2066apart\u2069")]
    [InlineData("marked \u200Fright")]
    [InlineData("marked \u061Cright")]
    public void A_title_and_a_tag_are_on_one_line_and_run_in_one_direction(string text)
    {
        Assert.All([TextLimit.Title, TextLimit.Tag], limit => Assert.StartsWith(
            "must be on one line", limit.FaultOf(text), StringComparison.Ordinal));
        Assert.All(
            [TextLimit.PostBody, TextLimit.CommentBody, TextLimit.Reason], limit => Assert.Null(limit.FaultOf(text)));
    }

    [Theory]
    [InlineData("👩\u200D💻 می\u200Cخواهم عربي")]
    [InlineData(" blanks around ")]
    public void What_scripts_and_emoji_need_may_stand_in_a_title(string text) =>
        Assert.Null(TextLimit.Title.FaultOf(text));

    [Fact]
    public void A_blank_of_braille_hides_in_no_part_of_a_persona() =>
        Assert.All(OfPersonas, limit => Assert.NotNull(limit.FaultOf("散木\u2800")));
}
