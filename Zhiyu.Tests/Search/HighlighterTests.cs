using Zhiyu.Core.Search;
using Zhiyu.Core.Search.Indexing;

namespace Zhiyu.Tests.Search;

[Trait("Set", "Quick")]
public sealed class HighlighterTests
{
    [Theory]
    [InlineData("智能", "谈人工智能", "谈人工[智能]")]
    [InlineData("人工智能", "人工智能与人工和智能", "[人工智能]与人工和智能")]
    [InlineData("run", "She was Running, he runs.", "She was [Running], he [runs].")]
    [InlineData("\"run\"", "running to run", "running to [run]")]
    [InlineData("run*", "running, runway; outrun", "[running], [runway]; outrun")]
    [InlineData("\"free will\"", "A free, willing mind has Free will", "A free, willing mind has [Free will]")]
    [InlineData("ＧＰＴ 模型", "gpt的模型", "[gpt]的[模型]")]
    [InlineData("自由 由己", "自由由己", "[自由由己]")]
    [InlineData("#tag", "tag", "tag")]
    [InlineData("nothing", "<b>no</b>\n😀 such", "<b>no</b> 😀 such")]
    public void What_was_searched_is_marked(string query, string text, string marked) =>
        Assert.Equal(marked, Marked(new Highlighter(SearchTerm.Parse(query)).Snippet(text)));

    [Fact]
    public void A_snippet_is_where_most_of_it_is()
    {
        var filler = string.Concat(Enumerable.Repeat("雨下个不停。", 100));

        var snippet = Marked(new Highlighter(SearchTerm.Parse("自由 记忆")).Snippet(
            $"自由{filler}自由与记忆{filler}"));

        Assert.StartsWith("…", snippet, StringComparison.Ordinal);
        Assert.EndsWith("…", snippet, StringComparison.Ordinal);
        Assert.Contains("[自由]与[记忆]", snippet, StringComparison.Ordinal);
        Assert.InRange(snippet.Length, Highlighter.SnippetLength, Highlighter.SnippetLength + 10);
    }

    [Fact]
    public void A_snippet_parts_no_character()
    {
        var snippet = new Highlighter([]).Snippet(string.Concat(Enumerable.Repeat("x😀", 200)));

        Assert.DoesNotContain(snippet, segment => char.IsHighSurrogate(segment.Text[^1]));
    }

    private static string Marked(IEnumerable<TextSegment> segments) =>
        string.Concat(segments.Select(segment => segment.Hit ? $"[{segment.Text}]" : segment.Text));
}
