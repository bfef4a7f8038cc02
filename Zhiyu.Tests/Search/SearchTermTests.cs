using Zhiyu.Core.Search.Indexing;

namespace Zhiyu.Tests.Search;

[Trait("Set", "Quick")]
public sealed class SearchTermTests
{
    [Theory]
    [InlineData("人工智能 freedom", "Word 人工智能", "Word freedom")]
    [InlineData("\"free will\" 自由", "Phrase free will", "Word 自由")]
    [InlineData("“人工智能”「自由意志」", "Phrase 人工智能", "Phrase 自由意志")]
    [InlineData("\"not closed", "Phrase not closed")]
    [InlineData("自由* gpt＊", "Prefix 自由", "Prefix gpt")]
    [InlineData("#记忆 ＃实验", "Tag 记忆", "Tag 实验")]
    [InlineData("C# models", "Word C#", "Word models")]
    [InlineData("!!! *** \"\" # ，。")]
    public void A_text_is_read_as_terms(string text, params string[] terms) => Assert.Equal(
        terms, SearchTerm.Parse(text).Select(term => $"{term.GetType().Name} {term.Text}"));
}
