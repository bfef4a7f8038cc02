using Zhiyu.Core.Text;

namespace Zhiyu.Tests.Text;

public sealed class TextVariantsTests
{
    [Fact]
    public void A_text_without_marks_has_one_form() => Assert.Equal(["一句话，a-b。"], TextVariants.Of("一句话，a-b。").All);

    [Fact]
    public void Marks_that_are_paired_otherwise_hide_nothing() =>
        Assert.Contains("甲乙丙丁", TextVariants.Of("甲*乙_丙~丁").All);

    [Fact]
    public void Where_a_link_leads_and_what_it_says_of_itself_is_part_of_what_is_shown() =>
        Assert.Equal("甲乙\nhttp://bit.ly/abc\n说明", TextVariants.Of("甲[乙](http://bit\\.ly/abc \"说&#26126;\")").Shown);

    [Fact]
    public void What_the_page_shows_as_it_was_written_is_read_so()
    {
        var beyond = string.Concat(Enumerable.Repeat("> ", 30)) + "**a**";

        Assert.Equal(beyond, TextVariants.Of(beyond).Shown);
    }

    [Fact]
    public void Several_texts_stand_below_each_other_in_each_form() => Assert.Equal(
        new TextVariants("**a**\n[b](c)", "a\nb\nc", "a\nb"), TextVariants.Of(["**a**", "[b](c)"]));
}
