using System.Globalization;
using System.ServiceModel.Syndication;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Api.Syndication;

/// <summary>
/// The rules of RFC 4287 as far as our feeds use it, with those of RFC 4685, 5005 and 6721, and the schema of the RFC.
/// That is RELAX NG, which .NET can't read: <c>atom.xsd</c> says the same, except how often an element is there.
/// </summary>
internal static partial class AtomRules
{
    public static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    public static readonly XNamespace Threading = "http://purl.org/syndication/thread/1.0";
    public static readonly XNamespace Tombstones = "http://purl.org/atompub/tombstones/1.0";

    private static readonly XmlSchemaSet Schemas = ReadSchemas();

    private static readonly string[] OfFeeds =
        ["id", "title", "subtitle", "updated", "author", "link", "category", "generator", "entry"];

    private static readonly string[] OfEntries =
        ["id", "title", "summary", "content", "published", "updated", "author", "link", "category"];

    /// <summary>Reads a feed that follows all rules.</summary>
    public static XElement Valid(string xml)
    {
        Assert.StartsWith("<?xml version=\"1.0\" encoding=\"utf-8\"?>", xml, StringComparison.Ordinal);
        // Characters that XML forbids are a fault to the reader.
        using var reader = XmlReader.Create(
            new StringReader(xml), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        var feed = XDocument.Load(reader).Root!;
        feed.Document!.Validate(Schemas, (_, fault) => Assert.Fail(fault.Message));
        Assert.Equal(Atom + "feed", feed.Name);
        Check(feed, OfFeeds);
        var entries = feed.Elements(Atom + "entry").ToList();
        foreach (var entry in entries)
        {
            Check(entry, OfEntries);
            Assert.NotEmpty(entry.Elements(Atom + "author"));
            Assert.InRange(entry.Elements(Atom + "content").Count(), 0, 1);
            Assert.InRange(entry.Elements(Atom + "summary").Count(), 0, 1);
            Assert.Single(Links(entry, "alternate"));
            Assert.True(Time(entry, "published") <= Time(entry, "updated"));
            Assert.True(Time(entry, "updated") <= Time(feed, "updated"));
        }

        Assert.Single(Links(feed, "self"));
        Assert.InRange(Links(feed, "next").Count(), 0, 1);
        Assert.Distinct(entries.Select(IdOf));
        foreach (var removed in feed.Elements(Tombstones + "deleted-entry"))
        {
            Assert.True(IsAbsolute((string)removed.Attribute("ref")!));
            Assert.True(DateTimeOffset.TryParse(
                (string)removed.Attribute("when")!, CultureInfo.InvariantCulture, DateTimeStyles.None, out _));
            Assert.DoesNotContain((string)removed.Attribute("ref")!, entries.Select(IdOf));
        }

        using var again = XmlReader.Create(new StringReader(xml));
        Assert.Equal(entries.Select(IdOf), SyndicationFeed.Load(again).Items.Select(item => item.Id));
        return feed;
    }

    public static string IdOf(XElement element) => element.Element(Atom + "id")!.Value;

    /// <summary>The ids of the entries that are gone.</summary>
    public static IEnumerable<string> Removed(XElement feed) =>
        feed.Elements(Tombstones + "deleted-entry").Select(gone => (string)gone.Attribute("ref")!);

    public static IEnumerable<string> Ids(this XElement feed) => feed.Elements(Atom + "entry").Select(IdOf);

    public static IEnumerable<string> Links(XElement element, string relation) =>
        from link in element.Elements(Atom + "link")
        where (string?)link.Attribute("rel") == relation
        select (string)link.Attribute("href")!;

    public static DateTimeOffset Time(XElement element, string name) => DateTimeOffset.ParseExact(
        element.Element(Atom + name)!.Value, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    // .NET's own check refuses some of what RFC 3986 allows.
    private static bool IsAbsolute(string uri) => AbsoluteUri.IsMatch(uri);

    [GeneratedRegex(
        @"\A[a-z][a-z0-9+.-]*:([A-Za-z0-9._~:/?#@!$&'()*+,;=\[\]-]|%[0-9A-F]{2})+\z", RegexOptions.CultureInvariant)]
    private static partial Regex AbsoluteUri { get; }

    private static XmlSchemaSet ReadSchemas()
    {
        var schemas = new XmlSchemaSet();
        schemas.Add(Atom.NamespaceName, Repository.PathOf("Zhiyu.Tests", "Api", "Syndication", "atom.xsd"));
        schemas.Compile();
        return schemas;
    }

    private static void Check(XElement element, string[] allowed)
    {
        foreach (var name in (string[])["id", "title", "updated"]) Assert.Single(element.Elements(Atom + name));
        Assert.True(IsAbsolute(IdOf(element)));
        foreach (var child in element.Elements())
        {
            if (child.Name.Namespace == Atom) Assert.Contains(child.Name.LocalName, allowed);
            else Assert.Contains(child.Name.Namespace, (XNamespace[])[Threading, Tombstones]);
            switch (child.Name.LocalName)
            {
                case "title" or "subtitle" or "summary" or "content":
                    Assert.Contains((string?)child.Attribute("type"), (string[])["text", "html"]);
                    Assert.Empty(child.Elements());
                    break;
                case "author":
                    Assert.NotEmpty(child.Element(Atom + "name")!.Value);
                    Assert.Distinct(child.Elements().Select(part => part.Name));
                    break;
                case "link":
                    Assert.True(IsAbsolute((string)child.Attribute("href")!));
                    break;
                case "category":
                    Assert.NotEmpty((string)child.Attribute("term")!);
                    break;
                case "in-reply-to":
                    Assert.True(IsAbsolute((string)child.Attribute("ref")!));
                    break;
            }
        }
    }
}
