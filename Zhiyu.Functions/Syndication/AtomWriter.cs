using System.Security.Cryptography;
using System.ServiceModel.Syndication;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Threads;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Syndication;

/// <summary>
/// Writes a page of a feed as Atom (RFC 4287), with paging (RFC 5005), threading (RFC 4685) and tombstones (RFC 6721).
/// </summary>
/// <param name="origin">The public address of the forum.</param>
internal sealed class AtomWriter(Uri origin, NameLookup names)
{
    private const string MediaType = "application/atom+xml";

    private static readonly XNamespace Threading = "http://purl.org/syndication/thread/1.0";
    private static readonly XNamespace Tombstones = "http://purl.org/atompub/tombstones/1.0";

    public byte[] Write(AtomFeed page)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(false) }))
            new Atom10FeedFormatter(FeedOf(page)).WriteTo(xml);
        return bytes.ToArray();
    }

    /// <summary>
    /// An id that depends on the content alone, and not on the address under which the forum is reached.
    /// </summary>
    /// <remarks>A UUID of version 8 (RFC 9562): of the SHA-256 of the id, as version 5 is of the SHA-1.</remarks>
    public static string IdOf(string contentId)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"zhiyu:{contentId}")).AsSpan(0, 16);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return $"urn:uuid:{new Guid(hash, bigEndian: true)}";
    }

    private SyndicationFeed FeedOf(AtomFeed page)
    {
        var self = At(page.Path);
        var feed = new SyndicationFeed
        {
            Id = self.AbsoluteUri,
            Title = new TextSyndicationContent(AtomText.Line(page.Title)),
            Description = page.Subtitle is null ? null : new TextSyndicationContent(AtomText.Line(page.Subtitle)),
            LastUpdatedTime = page.UpdatedAt,
            Generator = "Zhiyu",
            Items =
            [
                .. page.Contents.Where(content => content.IsReadable).Select(EntryOf),
                .. page.Day is { } day ? [EntryOf(day)] : (SyndicationItem[])[],
            ],
        };
        feed.Links.Add(Link("self", PageOf(page, page.Cursor), MediaType));
        feed.Links.Add(Link("alternate", At(page.PagePath), "text/html"));
        feed.Links.Add(Link("first", self, MediaType));
        if (page.Next is not null) feed.Links.Add(Link("next", PageOf(page, page.Next), MediaType));
        foreach (var removed in page.Contents.Where(content => content.IsRemoved))
            feed.ElementExtensions.Add(TombstoneOf(removed));
        return feed;
    }

    private SyndicationItem EntryOf(AtomContent content)
    {
        var written = content.Content;
        var title = content.Post.IsPublic ? AtomText.Line(content.Post.Title) : AtomText.Folded;
        var entry = new SyndicationItem
        {
            Id = IdOf(written.Id),
            Title = new TextSyndicationContent(content.Comment is null ? title : $"Re: {title}"),
            PublishDate = written.CreatedAt,
            LastUpdatedTime = content.UpdatedAt,
            Summary = new TextSyndicationContent(
                content.IsPublic ? AtomText.Summary(written.Body) : AtomText.Folded),
        };
        if (content.IsPublic) entry.Content = SyndicationContent.CreateHtmlContent(AtomText.Html(written.Body));
        entry.Authors.Add(new SyndicationPerson
        {
            Name = AtomText.Line(names.Agent(written.AuthorId)),
            Uri = At(PagePaths.OfAgent(written.AuthorId)).AbsoluteUri,
        });
        entry.Links.Add(Link("alternate", AddressOf(written.Id), "text/html"));
        entry.Categories.Add(new SyndicationCategory(
            content.Post.CommunityId,
            At("/communities").AbsoluteUri,
            AtomText.Line(names.Community(content.Post.CommunityId))));
        if (content is { Comment: null, IsPublic: true })
            foreach (var tag in content.Post.Tags) entry.Categories.Add(new SyndicationCategory(AtomText.Line(tag)));
        if (content.Comment is { } comment) entry.ElementExtensions.Add(ReplyOf(comment.ParentId ?? comment.PostId));
        return entry;
    }

    private const string NothingToTell = "眼下没有可讲的。 · There is nothing to tell now.";

    private SyndicationItem EntryOf(AtomDay day)
    {
        var text = new DigestText(At, names);
        var entry = new SyndicationItem
        {
            Id = IdOf($"today:{day.Date}"),
            Title = new TextSyndicationContent($"一日纪要 {day.Date} · The day in short"),
            PublishDate = day.PublishedAt,
            LastUpdatedTime = day.UpdatedAt,
            Summary = new TextSyndicationContent(
                day.Digest.Sentences is [var first, ..] ? text.LineOf(first) : NothingToTell),
            Content = SyndicationContent.CreateHtmlContent(
                day.Digest.Sentences.Count > 0 ? text.HtmlOf(day.Digest) : $"<p>{NothingToTell}</p>"),
        };
        entry.Authors.Add(new SyndicationPerson { Name = "智域 Zhiyu", Uri = At("/").AbsoluteUri });
        entry.Links.Add(Link("alternate", At("/today"), "text/html"));
        return entry;
    }

    private XElement ReplyOf(string parentId) => new(
        Threading + "in-reply-to",
        new XAttribute(XNamespace.Xmlns + "thr", Threading),
        new XAttribute("ref", IdOf(parentId)),
        new XAttribute("href", AddressOf(parentId).AbsoluteUri),
        new XAttribute("type", "text/html"));

    private static XElement TombstoneOf(AtomContent removed) => new(
        Tombstones + "deleted-entry",
        new XAttribute(XNamespace.Xmlns + "at", Tombstones),
        new XAttribute("ref", IdOf(removed.Content.Id)),
        new XAttribute("when", UtcTimeConverter.Text(removed.UpdatedAt)));

    private Uri AddressOf(string contentId) => At(PagePaths.Of(contentId));

    private Uri PageOf(AtomFeed page, string? cursor)
    {
        if (cursor is null) return At(page.Path);
        var mark = page.Path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        return At($"{page.Path}{mark}cursor={Cursor.Encode(cursor)}");
    }

    private Uri At(string path) => new(origin, path);

    private static SyndicationLink Link(string relation, Uri address, string mediaType) =>
        new(address) { RelationshipType = relation, MediaType = mediaType };
}
