using Lucene.Net.Index;
using Lucene.Net.Search;
using Zhiyu.Core.Search.Indexing;

namespace Zhiyu.Core.Search.Embedded;

/// <summary>A search as a query of the index.</summary>
internal static class IndexQueries
{
    private const float TitleBoost = 2;
    private const float ExactBoost = 1.5f;

    // Up to this many words all must match; of a longer run of words, which people type as a question, most, without
    // the particles, which are single signs.
    private const int AllWords = 3;
    private const double MostWords = 0.75;

    /// <summary>Null when nothing can match.</summary>
    public static Query? Of(SearchQuery search)
    {
        var terms = new BooleanQuery();
        foreach (var term in search.Terms)
            if (Of(term, search.Target) is { } query) terms.Add(query, Occur.MUST);
        var filter = new QueryWrapperFilter(FilterOf(search));
        if (terms.Clauses.Count > 0) return new FilteredQuery(terms, filter);
        // Only filters are given, or words of which nothing is left.
        return search.Terms.All(term => term is SearchTerm.Tag) ? new ConstantScoreQuery(filter) : null;
    }

    private static Query? Of(SearchTerm term, SearchTarget target) => term switch
    {
        SearchTerm.Word { Text: var text } => OfWord(text, target),
        SearchTerm.Phrase { Text: var text } => OfPhrase(text),
        SearchTerm.Prefix { Text: var text } => OfPrefix(text),
        _ => null,
    };

    private static Query? OfWord(string text, SearchTarget target)
    {
        var query = new BooleanQuery();
        var words = SearchAnalyzers.WordsOf(text).Select(token => token.Text).Distinct().ToList();
        if (words.Count > AllWords && words.Any(word => word.Length > 1)) words.RemoveAll(word => word.Length == 1);
        var exact = OfPhrase(text);
        // A word of two signs is found as such wherever it is found as a word.
        var isPair = words.Count == 1 && exact is TermQuery pair && pair.Term.Text == words[0] && words[0].Length == 2
            && !words[0].All(char.IsAscii);
        if (words.Count > 0 && !isPair) query.Add(Most(IndexFields.Words, words), Occur.SHOULD);
        if (words.Count > 0 && target == SearchTarget.Posts)
        {
            var title = Most(IndexFields.Title, words);
            title.Boost = TitleBoost;
            query.Add(title, Occur.SHOULD);
        }

        if (exact is not null)
        {
            exact.Boost = ExactBoost;
            query.Add(exact, Occur.SHOULD);
        }

        return query.Clauses.Count switch
        {
            0 => null,
            1 => query.Clauses[0].Query,
            _ => query,
        };
    }

    private static BooleanQuery Most(string field, IReadOnlyCollection<string> words)
    {
        var query = new BooleanQuery
        {
            MinimumNumberShouldMatch = words.Count <= AllWords ? words.Count : (int)Math.Ceiling(MostWords * words.Count),
        };
        foreach (var word in words) query.Add(new TermQuery(new Term(field, word)), Occur.SHOULD);
        return query;
    }

    private static Query? OfPhrase(string text) => OfPhrase(Longest(SearchAnalyzers.ExactTokensOf(text)));

    private static Query? OfPhrase(IReadOnlyList<SearchToken> tokens)
    {
        if (tokens.Count == 0) return null;
        if (tokens.Count == 1) return new TermQuery(new Term(IndexFields.Exact, tokens[0].Text));
        var phrase = new PhraseQuery();
        foreach (var token in tokens) phrase.Add(new Term(IndexFields.Exact, token.Text), token.Position);
        return phrase;
    }

    // Ideographs end no word, so that the beginning of a Chinese word is simply what was typed.
    private static Query? OfPrefix(string text)
    {
        var tokens = Longest(SearchAnalyzers.ExactTokensOf(text));
        if (tokens.Count == 0) return null;
        var last = tokens[^1].Text;
        if (!last.All(char.IsAscii)) return OfPhrase(tokens);
        var query = new BooleanQuery { { new PrefixQuery(new Term(IndexFields.Exact, last)), Occur.MUST } };
        if (OfPhrase([.. tokens.SkipLast(1)]) is { } before) query.Add(before, Occur.MUST);
        return query;
    }

    // Pairs of ideographs are much rarer than single ones. A single one is left out where a pair contains it.
    private static List<SearchToken> Longest(IReadOnlyList<SearchToken> tokens)
    {
        var pairs = tokens.Where(IsPair).ToList();
        return
        [
            .. tokens.Where(token => IsPair(token)
                || !pairs.Any(pair => pair.Start <= token.Start && token.End <= pair.End)),
        ];

        bool IsPair(SearchToken token) => tokens.Any(other =>
            other.Position == token.Position && other.Text.Length < token.Text.Length);
    }

    private static BooleanQuery FilterOf(SearchQuery search)
    {
        var filter = new BooleanQuery();
        Add(IndexFields.Target, IndexFields.NameOf(search.Target));
        Add(IndexFields.Community, search.CommunityId);
        Add(IndexFields.Author, search.AuthorId);
        foreach (var tag in search.Tags) Add(IndexFields.Tag, tag);
        if (search.From is not null || search.To is not null)
            filter.Add(
                NumericRangeQuery.NewInt64Range(
                    IndexFields.Created,
                    search.From is { } from ? IndexFields.Milliseconds(from) : null,
                    search.To is { } to ? IndexFields.Milliseconds(to) : null,
                    minInclusive: true,
                    maxInclusive: false),
                Occur.MUST);
        return filter;

        void Add(string field, string? value)
        {
            if (value is not null) filter.Add(new TermQuery(new Term(field, value)), Occur.MUST);
        }
    }
}
