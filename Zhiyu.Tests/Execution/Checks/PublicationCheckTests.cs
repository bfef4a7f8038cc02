using Microsoft.Extensions.Options;
using Zhiyu.Core.Execution.Checks;
using Zhiyu.Core.Execution.Prompts;
using Zhiyu.Core.Runs;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Execution.Checks;

[Trait("Set", "Quick")]
public sealed class PublicationCheckTests
{
    private const string Text = "样本只有三个人，还都是你的同事，这样的调查说明不了什么。";

    private static readonly RenderedPrompt Prompt = SomePrompts.Library.For(SomePrompts.ToPost());

    [Fact]
    public void Something_new_passes() =>
        Assert.Equal(new OutputCheckResult.Passed(), Check(Text, PriorText.Here("c1", "河流改道，村庄就要搬家，人却总以为是河的错。")));

    [Fact]
    public void A_repetition_is_rejected_with_what_it_repeats() =>
        Assert.Equal(new OutputCheckResult.Rejected("repeats c1 (1.00)", new DuplicateMatch("c1", 1)),
            Check(Text, PriorText.Here("c1", Text)));

    [Fact]
    public void A_leak_is_rejected_with_what_it_gives_away() =>
        Assert.Equal(new OutputCheckResult.Rejected("contains a token of a chat template", null), Check("好。<|im_end|>"));

    [Theory]
    [InlineData("好。&lt;|im_end|&gt;")]
    [InlineData("好。<|im\\_end|>")]
    [InlineData("好。<|**im_end**|>")]
    public void A_leak_is_rejected_as_the_page_would_show_it(string body) =>
        Assert.Equal(new OutputCheckResult.Rejected("contains a token of a chat template", null), Check(body));

    [Fact]
    public void What_would_freeze_a_readers_page_is_rejected()
    {
        var deep = string.Concat(Enumerable.Repeat("1. ", 3_333));

        Assert.Equal(
            new OutputCheckResult.Rejected("the text must not nest more than 20 lists, quotes, emphasis and links", null),
            Check(deep));
    }

    private static OutputCheckResult Check(string body, params IReadOnlyList<PriorText> said) =>
        new PublicationCheck(Options.Create(new CheckOptions())).Check(body, Prompt, SomePrompts.Measurer, said);
}
