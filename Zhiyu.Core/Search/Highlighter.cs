using Lucene.Net.Tartarus.Snowball.Ext;
using Zhiyu.Core.Search.Embedded;
using Zhiyu.Core.Search.Indexing;
using Zhiyu.Core.Text;

namespace Zhiyu.Core.Search;

/// <summary>Finds what was searched in a text as it is now, whatever the index says.</summary>
internal sealed class Highlighter(IReadOnlyList<SearchTerm> terms)
{
    /// <summary>How long a snippet is, in UTF-16 units.</summary>
    public const int SnippetLength = 160;

    private const int ContextLength = 40;
    private const string Omission = "…";

    // Of a longer body the rest is not looked at.
    private const int MaxLength = 50_000;

    private readonly IReadOnlyList<Pattern> _patterns = [.. terms.SelectMany(PatternsOf).Distinct()];

    /// <summary>A short text on one line, as a whole.</summary>
    public IReadOnlyList<TextSegment> Whole(string text)
    {
        var line = VisibleText.OneLine(text);
        return Segments(line, 0, line.Length, HitsIn(line));
    }

    /// <summary>The passage of a text that has most of what was searched; the beginning if it has nothing.</summary>
    public IReadOnlyList<TextSegment> Snippet(string text)
    {
        var line = VisibleText.OneLine(text.Length > MaxLength ? text[..MaxLength] : text);
        var hits = HitsIn(line);
        var start = hits.Count == 0 ? 0 : Math.Max(0, Densest(hits) - ContextLength);
        // Near its end, the passage begins earlier.
        start = Edge(line, Math.Max(0, Math.Min(start, line.Length - SnippetLength)));
        var end = Edge(line, Math.Min(line.Length, start + SnippetLength));
        return
        [
            .. start > 0 ? [new TextSegment(Omission, false)] : (TextSegment[])[],
            .. Segments(line, start, end, hits),
            .. end < line.Length ? [new TextSegment(Omission, false)] : (TextSegment[])[],
        ];
    }

    // Where a window begins that has the most different patterns, and of those the most hits.
    private static int Densest(List<Hit> hits) => hits
        .Select((first, place) => (first.Start, Inside: hits.Skip(place)
            .TakeWhile(hit => hit.End <= first.Start + SnippetLength - ContextLength).ToList()))
        .MaxBy(window => (window.Inside.DistinctBy(hit => hit.Pattern).Count(), window.Inside.Count))
        .Start;

    // Does not part the halves of a character.
    private static int Edge(string text, int at) =>
        at > 0 && at < text.Length && char.IsLowSurrogate(text[at]) ? at - 1 : at;

    private static List<TextSegment> Segments(string text, int start, int end, List<Hit> hits)
    {
        List<TextSegment> segments = [];
        var at = start;
        foreach (var hit in hits.Where(hit => hit.Start < end && hit.End > start))
        {
            // Hits may overlap, and touch each other.
            var (from, to) = (Math.Max(hit.Start, at), Math.Min(hit.End, end));
            if (to <= from) continue;
            if (from > at) segments.Add(new TextSegment(text[at..from], false));
            if (segments is [.., { Hit: true } last] && from == at)
                segments[^1] = last with { Text = last.Text + text[from..to] };
            else segments.Add(new TextSegment(text[from..to], true));
            at = to;
        }

        if (at < end) segments.Add(new TextSegment(text[at..end], false));
        return segments;
    }

    private List<Hit> HitsIn(string text)
    {
        var tokens = SearchAnalyzers.SignsOf(text);
        return
        [
            .. from place in Enumerable.Range(0, tokens.Count)
               from pattern in _patterns
               where pattern.Fits(tokens, place)
               let last = tokens[place + pattern.Tokens.Length - 1]
               select new Hit(tokens[place].Start, last.End, pattern),
        ];
    }

    private static IEnumerable<Pattern> PatternsOf(SearchTerm term)
    {
        if (term is SearchTerm.Tag) yield break;
        var isWord = term is SearchTerm.Word;
        var tokens = Texts(term.Text);
        if (tokens.Length > 0) yield return new Pattern(tokens, isWord, term is SearchTerm.Prefix);
        if (!isWord) yield break;
        foreach (var word in SearchAnalyzers.WordsOf(term.Text))
            if (Texts(word.Text) is { Length: > 0 } signs && (signs.Length > 1 || !IsIdeograph(signs[0])))
                yield return new Pattern(signs, IsStemmed: true, IsPrefix: false);

        static string[] Texts(string text) => [.. SearchAnalyzers.SignsOf(text).Select(token => token.Text)];
    }

    private static bool IsIdeograph(string sign) => Terms.IsIdeographic(System.Text.Rune.GetRuneAt(sign, 0));

    private static string StemOf(string word)
    {
        var stemmer = new PorterStemmer();
        stemmer.SetCurrent(word);
        return stemmer.Stem() ? stemmer.Current : word;
    }

    private readonly record struct Hit(int Start, int End, Pattern Pattern);

    private sealed record Pattern(string[] Tokens, bool IsStemmed, bool IsPrefix)
    {
        private readonly string[] _stems = [.. Tokens.Select(StemOf)];

        public bool Fits(IReadOnlyList<SearchToken> tokens, int place)
        {
            if (place + Tokens.Length > tokens.Count) return false;
            for (var i = 0; i < Tokens.Length; i++)
            {
                var token = tokens[place + i].Text;
                var fits = token == Tokens[i]
                    || (IsPrefix && i == Tokens.Length - 1 && token.StartsWith(Tokens[i], StringComparison.Ordinal))
                    // Stems begin alike.
                    || (IsStemmed && token[0] == Tokens[i][0] && StemOf(token) == _stems[i]);
                if (!fits) return false;
            }

            return true;
        }
    }
}
