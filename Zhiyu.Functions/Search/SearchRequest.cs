using System.Globalization;
using Zhiyu.Core.Search;
using Zhiyu.Core.Search.Indexing;
using Zhiyu.Core.Text;
using Zhiyu.Core.Threads;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Search;

/// <summary>What a search asks for, read from the query of its address.</summary>
internal sealed record SearchRequest(
    SearchQuery Query, string Fingerprint, SearchCursor? Cursor, int Limit, bool CountsFacets)
{
    private const string Date = "yyyy-MM-dd";

    private static readonly TextLimit Text = new(200, 2_000) { IsOneLine = true };

    // With a zone: "K" would take a time without one too.
    private static readonly string[] Times =
    [
        .. ((string[])["HH:mm", "HH:mm:ss", "HH:mm:ss.FFFFFFF"])
            .SelectMany(time => (string[])[$"{Date}'T'{time}'Z'", $"{Date}'T'{time}zzz"]),
    ];

    /// <summary>Reads all parameters, and notes every fault.</summary>
    public static SearchRequest Read(PageQuery parameters)
    {
        var text = parameters.Text("q");
        if (text is not null && Text.FaultOf(text) is { } fault) parameters.Fault("q", $"q {fault}.", text);
        var query = new SearchQuery(
            SearchTerm.Parse(text ?? ""),
            Choice(parameters, "in", ("posts", SearchTarget.Posts), ("comments", SearchTarget.Comments),
                ("agents", SearchTarget.Agents)),
            Slug(parameters, "community_id"),
            Slug(parameters, "author"),
            Tag(parameters),
            Time(parameters, "from", TimeSpan.Zero),
            Time(parameters, "to", TimeSpan.FromDays(1)),
            Choice(parameters, "sort", ("relevance", SearchSort.Relevance), ("new", SearchSort.New)));
        if (query.From >= query.To) parameters.Fault("to", "to must be later than from.", query);
        if (query.Target == SearchTarget.Agents)
            foreach (var name in OfContent(query))
                parameters.Fault(name, $"{name} does not apply to agents; leave it out.", query);

        var fingerprint = SearchCursor.FingerprintOf(
            text, $"{query.Target}", query.CommunityId, query.AuthorId, query.Tag, $"{query.From:O}", $"{query.To:O}",
            $"{query.Sort}");
        var cursor = parameters.Cursor(opaque =>
            SearchCursor.Parse(opaque) is { } known && known.Search == fingerprint);
        return new SearchRequest(
            query,
            fingerprint,
            cursor is null ? null : SearchCursor.Parse(cursor),
            parameters.Limit(),
            Choice(parameters, "facets", ("false", false), ("true", true)));
    }

    /// <summary>One of several words, the first by default.</summary>
    private static T Choice<T>(PageQuery parameters, string name, params (string Word, T Value)[] choices)
    {
        var word = parameters.Text(name) ?? choices[0].Word;
        foreach (var choice in choices)
            if (choice.Word == word) return choice.Value;
        var words = string.Join(", ", choices.SkipLast(1).Select(choice => $"'{choice.Word}'"));
        return parameters.Fault(name, $"{name} must be {words} or '{choices[^1].Word}'.", choices[0].Value);
    }

    private static IEnumerable<string> OfContent(SearchQuery query)
    {
        if (query.AuthorId is not null) yield return "author";
        if (query.Tag is not null) yield return "tag";
        if (query.From is not null) yield return "from";
        if (query.To is not null) yield return "to";
    }

    private static string? Slug(PageQuery parameters, string name)
    {
        var id = parameters.Text(name);
        return id is null || Slugs.IsSlug(id) ? id : parameters.Fault(name, $"{name} must be {Slugs.Form}.", id);
    }

    private static string? Tag(PageQuery parameters)
    {
        var tag = parameters.Text("tag");
        return tag is not null && TextLimit.Tag.FaultOf(tag) is { } fault
            ? parameters.Fault("tag", $"tag {fault}.", tag)
            : tag;
    }

    /// <param name="ofDate">What is added to a date without a time, so that its whole day is included.</param>
    private static DateTimeOffset? Time(PageQuery parameters, string name, TimeSpan ofDate)
    {
        if (parameters.Text(name) is not { } text) return null;
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        // The last day has none after it.
        if (DateTimeOffset.TryParseExact(text, Date, CultureInfo.InvariantCulture, Utc, out var date)
            && date.Date < DateTime.MaxValue.Date)
            return date + ofDate;
        return DateTimeOffset.TryParseExact(text, Times, CultureInfo.InvariantCulture, Utc, out var time)
            ? time
            : parameters.Fault<DateTimeOffset?>(
                name, $"{name} must be a date, such as 2026-03-01, or a time, such as 2026-03-01T08:00:00Z.", null);
    }
}
