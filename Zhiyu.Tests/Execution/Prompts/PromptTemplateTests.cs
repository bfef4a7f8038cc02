using System.Diagnostics;
using Zhiyu.Core.Execution.Prompts;

namespace Zhiyu.Tests.Execution.Prompts;

/// <summary>Templates that never should be: each ends at its limit, and says which template it was.</summary>
[Trait("Set", "Quick")]
public sealed class PromptTemplateTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(300);

    [Theory]
    [InlineData("{{ for i in 1..201 }}x{{ end }}", "loop")]
    [InlineData("{{ while true }}x{{ end }}", "loop")]
    [InlineData("{{ func f; f; end; f }}", "recursive")]
    [InlineData("{{ for a in 1..200; for b in 1..200; end; end }}", "loop")]
    [InlineData("{{ x = 'x'; for i in 1..24; x = x + x; end; x }}", "1000000")]
    [InlineData("{{ x = 'x' | string.pad_left 99999; for i in 1..200; x; end }}", "1000000")]
    [InlineData("{{ 'x' | string.pad_left 2000000 }}", "LimitToString")]
    [InlineData("{{ 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!' | regex.match '^(a+)+$' }}", "time")]
    public void A_template_ends_at_its_limit(string template, string limit)
    {
        var fault = Assert.Throws<PromptRenderException>(() => Render(template, TimeSpan.FromSeconds(30)));

        Assert.StartsWith("hostile.v1.md: ", fault.Message, StringComparison.Ordinal);
        Assert.Contains(limit, fault.Message, StringComparison.OrdinalIgnoreCase);
    }

    // Within the depth of calls, eight to the ninth of them.
    [Fact]
    public void Calls_that_branch_end_with_their_time()
    {
        var calls = string.Concat(Enumerable.Repeat("f (n - 1); ", 8));
        var started = Stopwatch.GetTimestamp();

        var fault = Assert.Throws<PromptRenderException>(
            () => Render($"{{{{ func f(n); if n > 0; {calls} end; end; f 9 }}}}", Limit));

        Assert.Equal("hostile.v1.md: did not render within 0.3 s; take work out of it", fault.Message);
        // A timer may fire a little before its time.
        Assert.InRange(Stopwatch.GetElapsedTime(started), Limit * 0.9, TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void What_is_within_the_limits_renders() =>
        Assert.Equal(200, Render("{{ for i in 1..200 }}x{{ end }}", RenderLimits.Time).User.Length);

    private static RenderedPrompt Render(string template, TimeSpan limit)
    {
        List<string> faults = [];
        var parsed = PromptTemplate.Parse(
            new PromptFile("hostile.v1.md", "hostile", 1, [], "system", template), faults);
        Assert.Empty(faults);
        return parsed.Render([], limit);
    }
}
