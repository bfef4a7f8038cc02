using Lucene.Net.Analysis;
using Lucene.Net.Analysis.Cjk;
using Lucene.Net.Analysis.Cn.Smart;
using Lucene.Net.Analysis.Core;
using Lucene.Net.Analysis.Miscellaneous;
using Lucene.Net.Analysis.Standard;
using Lucene.Net.Analysis.TokenAttributes;
using Lucene.Net.Util;
using Zhiyu.Core.Text;

namespace Zhiyu.Core.Search.Embedded;

/// <summary>How texts in Chinese and English, and in both, are split into tokens.</summary>
internal static class SearchAnalyzers
{
    public const LuceneVersion Version = LuceneVersion.LUCENE_48;

    /// <summary>The words of Chinese by their meaning, and the stems of English words.</summary>
    private static readonly Analyzer Words = new SmartChineseAnalyzer(Version);

    /// <summary>Each ideograph and each pair of them, and words of letters as they are.</summary>
    private static readonly Analyzer Exact = Analyzer.NewAnonymous((_, reader) =>
    {
        var source = new StandardTokenizer(Version, reader);
        return new TokenStreamComponents(source, new CJKBigramFilter(
            new LowerCaseFilter(Version, new CJKWidthFilter(source)), CJKScript.HAN | CJKScript.HIRAGANA
                | CJKScript.KATAKANA | CJKScript.HANGUL, outputUnigrams: true));
    });

    /// <summary>Each ideograph, and words of letters as they are.</summary>
    private static readonly Analyzer Signs = Analyzer.NewAnonymous((_, reader) =>
    {
        var source = new StandardTokenizer(Version, reader);
        return new TokenStreamComponents(source, new LowerCaseFilter(Version, new CJKWidthFilter(source)));
    });

    /// <summary>The analyzer of the index, by field.</summary>
    public static readonly Analyzer OfIndex = new PerFieldAnalyzerWrapper(
        Words, new Dictionary<string, Analyzer> { [IndexFields.Exact] = Exact });

    public static IReadOnlyList<SearchToken> WordsOf(string text) => TokensOf(Words, Analyzable(text));

    public static IReadOnlyList<SearchToken> ExactTokensOf(string text) => TokensOf(Exact, Analyzable(text));

    /// <summary>The smallest tokens, with their places in the text as it is.</summary>
    public static IReadOnlyList<SearchToken> SignsOf(string text) => TokensOf(Signs, text);

    /// <summary>
    /// A text in the form in which it is analyzed: the dictionary takes emoji and rare ideographs apart.
    /// </summary>
    public static string Analyzable(string text) =>
        string.Concat(TextNormalization.Of(text).Select(c => char.IsSurrogate(c) ? ' ' : c));

    private static List<SearchToken> TokensOf(Analyzer analyzer, string text)
    {
        List<SearchToken> tokens = [];
        using var stream = analyzer.GetTokenStream(IndexFields.Words, new StringReader(text));
        var term = stream.AddAttribute<ICharTermAttribute>();
        var offset = stream.AddAttribute<IOffsetAttribute>();
        var increment = stream.AddAttribute<IPositionIncrementAttribute>();
        stream.Reset();
        var position = -1;
        while (stream.IncrementToken())
        {
            position += increment.PositionIncrement;
            tokens.Add(new SearchToken(term.ToString(), position, offset.StartOffset, offset.EndOffset));
        }

        stream.End();
        return tokens;
    }
}

/// <param name="Position">The place among the tokens; tokens for the same piece of text share it.</param>
/// <param name="Start">The place in the text, and so is <paramref name="End"/>.</param>
internal readonly record struct SearchToken(string Text, int Position, int Start, int End);
