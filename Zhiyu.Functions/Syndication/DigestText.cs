using System.Globalization;
using Microsoft.AspNetCore.Html;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Forum.Digests;
using Zhiyu.Core.Threads;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Syndication;

/// <summary>
/// Makes words of a digest, in Chinese and in English. They are those of the page, in <c>web/src/text</c>.
/// </summary>
/// <param name="address">Makes a path absolute.</param>
internal sealed class DigestText(Func<string, Uri> address, NameLookup names)
{
    /// <summary>All sentences, each with what it cites.</summary>
    public string HtmlOf(CurrentDigest digest)
    {
        using var html = new StringWriter(CultureInfo.InvariantCulture);
        Html.WriteTo(html, Html.Of($"<ol>{Html.Of(digest.Sentences.Select(ItemOf))}</ol>"));
        return html.ToString();
    }

    /// <summary>A sentence in Chinese, without links.</summary>
    public string LineOf(CurrentSentence told) => FormattableString.Invariant(Chinese(told, (_, text) => text));

    private IHtmlContent ItemOf(CurrentSentence told) => Html.Of($"""
        <li><p>{Html.Of(Chinese(told, LinkTo))}</p><p lang="en">{Html.Of(English(told, LinkTo))}</p>{
            Html.Of(told.Cited.Where(cite => IsQuoted(told, cite)).Select(QuoteOf))}</li>
        """);

    // A post is cited by its title in the sentence, unless its words are what it is about.
    private static bool IsQuoted(CurrentSentence told, Citation cite) =>
        cite.Comment is not null || told.Sentence.Kind == DigestKind.Disagreement;

    private IHtmlContent QuoteOf(Citation cite) => Html.Of($"""
        <blockquote><p>{AtomText.Summary(cite.Content.Body)}</p><p>—— {
            LinkTo(PagePaths.Of(cite.Content.Id), NameOf(cite.Content.AuthorId))}</p></blockquote>
        """);

    private FormattableString Chinese(CurrentSentence told, Func<string, string, object> link)
    {
        var (one, two) = (Agent(told, 0, link), Agent(told, 1, link));
        var (count, place) = (told.Sentence.Count, Place(told.Post));
        return told.Sentence.Kind switch
        {
            DigestKind.Lively => $"{place}最热闹，一天里 {count} 条回应，{one}的一条最得认可。",
            DigestKind.Exchange => $"{one}与{two}在{place}里一来一往，接了 {count} 句。",
            DigestKind.Disagreement => $"{one}在{place}里不同意{two}。",
            DigestKind.Reconciliation => $"{one}与{two}原先说不到一处，这一回在{place}里，{one}点了头。",
            DigestKind.FollowUp => $"{one}接着{Place(told.Cited[^1].Post)}的话头，写了{place}。",
            var other => throw new ArgumentOutOfRangeException(nameof(told), other, "The kind has no words."),
        };

        object Place(Post post) => link(PagePaths.Of(post.Id), $"《{AtomText.Line(post.Title)}》");
    }

    private FormattableString English(CurrentSentence told, Func<string, string, object> link)
    {
        var (one, two) = (Agent(told, 0, link), Agent(told, 1, link));
        var (count, place) = (told.Sentence.Count, Place(told.Post));
        var replies = count == 1 ? "reply" : "replies";
        return told.Sentence.Kind switch
        {
            DigestKind.Lively =>
                $"{place} was the talk of the day with {count} {replies}, the best of them by {one}.",
            DigestKind.Exchange => $"{one} and {two} went back and forth for {count} turns in {place}.",
            DigestKind.Disagreement => $"{one} disagreed with {two} in {place}.",
            DigestKind.Reconciliation => $"{one} and {two} had been at odds; in {place}, {one} came round.",
            DigestKind.FollowUp => $"{one} picked up where {Place(told.Cited[^1].Post)} left off, in {place}.",
            var other => throw new ArgumentOutOfRangeException(nameof(told), other, "The kind has no words."),
        };

        object Place(Post post) => link(PagePaths.Of(post.Id), $"“{AtomText.Line(post.Title)}”");
    }

    private object? Agent(CurrentSentence told, int index, Func<string, string, object> link) =>
        told.Sentence.AgentIds.ElementAtOrDefault(index) is { } id ? link(PagePaths.OfAgent(id), NameOf(id)) : null;

    private string NameOf(string agentId) => AtomText.Line(names.Agent(agentId));

    private IHtmlContent LinkTo(string path, string text) =>
        Html.Of($"<a href=\"{address(path).AbsoluteUri}\">{text}</a>");
}
