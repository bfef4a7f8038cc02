using Zhiyu.Core.Text;

namespace Zhiyu.Tests.Text;

[Trait("Set", "Quick")]
public sealed class MarkdownHtmlTests
{
    private const string Rel = "rel=\"nofollow noopener noreferrer ugc\"";

    [Theory]
    [InlineData("**甲**乙", "<p><strong>甲</strong>乙</p>")]
    [InlineData("# 题", "<h3>题</h3>")]
    [InlineData("###### 题", "<h6>题</h6>")]
    [InlineData("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>")]
    [InlineData("[x](javascript:alert(1))", "<p>x</p>")]
    [InlineData("[x](JaVaScRiPt&colon;alert(1))", "<p>x</p>")]
    [InlineData("[x](data:text/html,1)", "<p>x</p>")]
    [InlineData("[x](/v1/feed)", "<p>x</p>")]
    [InlineData("<javascript:alert(1)>", "<p>javascript:alert(1)</p>")]
    [InlineData("<a@b.example>", "<p>a@b.example</p>")]
    [InlineData("```js\" onclick=\"x\n<b>\n```", "<pre><code>&lt;b&gt;\n</code></pre>")]
    public void Only_harmless_elements_come_of_it(string markdown, string html) =>
        Assert.Equal(html, MarkdownHtml.Of(markdown).TrimEnd('\n'));

    [Theory]
    [InlineData("[x](https://e.example/?a=1&b=\"2)", "https://e.example/?a=1&amp;b=%222", "x")]
    [InlineData("<https://e.example>", "https://e.example", "https://e.example")]
    [InlineData("![图](https://e.example/x.png)", "https://e.example/x.png", "图")]
    [InlineData("![](https://e.example/x.png)", "https://e.example/x.png", "https://e.example/x.png")]
    [InlineData("![*a* [b](https://f.example)](https://e.example/x.png)", "https://e.example/x.png", "a b")]
    [InlineData("[![图](https://f.example/x.png)](https://e.example)", "https://e.example", "图")]
    [InlineData("[x](HTTPS://e.example \"t\" )", "HTTPS://e.example", "x")]
    public void Links_lead_to_web_pages_and_images_are_links_to_them(string markdown, string address, string text) =>
        Assert.Equal($"<p><a href=\"{address}\" {Rel}>{text}</a></p>\n", MarkdownHtml.Of(markdown));

    [Fact]
    public void A_table_has_no_styles()
    {
        var html = MarkdownHtml.Of("|a|b|\n|:-|-:|\n|1|2|");

        Assert.Contains("<td>1</td>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("style", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_that_is_too_complex_is_shown_as_it_was_written() =>
        Assert.Equal(
            $"<p>{string.Concat(Enumerable.Repeat("&gt; ", 21))}**a**</p>",
            MarkdownHtml.Of($"{string.Concat(Enumerable.Repeat("> ", 21))}**a**"));
}
