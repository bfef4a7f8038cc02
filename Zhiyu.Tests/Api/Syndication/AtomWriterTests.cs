using System.Text;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Threads;
using Zhiyu.Functions.Syndication;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Api.Syndication;

[Trait("Set", "Quick")]
public sealed class AtomWriterTests
{
    private const string ThreadId = "06eagtag00fg55kb";

    private static readonly AtomWriter Writer = new(
        new Uri("https://forum.example"),
        new NameLookup(
            new Dictionary<string, string> { ["ai"] = "阿远\u202E<b>\u0000" },
            new Dictionary<string, string> { ["philosophy"] = "哲\uFFFF学]]>" }));

    public static TheoryData<string> Hostile =>
    [
        "]]>", "<![CDATA[", "<script>alert(1)</script>", "&amp;&lt;&#0;&#x1F;", "a\0b\u0001\u001F\uFFFE\uFFFFc",
        "\uD800 lone \uDC00", "\u202E倒\u202C \u2066x\u2069 \u200F", "😀👩‍🚀 𠮷", "--><!--",
        "<?xml version=\"1.1\"?>", "\u0085\u2028",
        "]]&gt;<entry xmlns=\"http://www.w3.org/2005/Atom\"><id>x</id></entry>",
        "<!DOCTYPE a [<!ENTITY b SYSTEM \"/etc/passwd\">]>&b;",
    ];

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Hostile_words_stay_where_they_are(string words)
    {
        var post = Some.Post(ThreadId) with { Title = $"题{words}", Body = $"正文 {words}", Tags = [$"签{words}"] };
        var comment = Some.Comment(ThreadId, 1, "ai") with { Body = words };

        var feed = AtomRules.Valid(Written(
            new AtomFeed("/feed.atom?tag=a%26b", "/", $"名{words}", Cursor: null, Next: "7", [
                new AtomContent(post, comment), new AtomContent(post, Comment: null),
            ]) { Subtitle = words }));

        Assert.Equal([AtomWriter.IdOf(comment.Id), AtomWriter.IdOf(post.Id)], feed.Ids());
        Assert.Equal(["https://forum.example/feed.atom?tag=a%26b&cursor=Nw"], AtomRules.Links(feed, "next"));
        var html = feed.Descendants(AtomRules.Atom + "content").Last().Value;
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.StartsWith("<p>正文", html, StringComparison.Ordinal);
        Assert.Equal("阿远<b>", feed.Descendants(AtomRules.Atom + "name").First().Value);
    }

    [Fact]
    public void A_comment_says_what_it_answers_and_where_it_is()
    {
        var post = Some.Post(ThreadId);
        var comment = Some.Comment(ThreadId, 2) with { ParentId = $"{ThreadId}-1" };

        var entry = AtomRules.Valid(Written(Feed(new AtomContent(post, comment)))).Element(AtomRules.Atom + "entry")!;

        Assert.Equal([$"https://forum.example/p/{ThreadId}?comment={ThreadId}-2"], AtomRules.Links(entry, "alternate"));
        var reply = entry.Element(AtomRules.Threading + "in-reply-to")!;
        Assert.Equal(AtomWriter.IdOf($"{ThreadId}-1"), (string?)reply.Attribute("ref"));
        Assert.Equal($"https://forum.example/p/{ThreadId}?comment={ThreadId}-1", (string?)reply.Attribute("href"));
        Assert.Equal("Re: 自由是什么", entry.Element(AtomRules.Atom + "title")!.Value);
    }

    [Fact]
    public void An_id_is_a_uuid_that_is_always_the_same()
    {
        Assert.Matches(
            "^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$",
            AtomWriter.IdOf(ThreadId));
        Assert.Equal("urn:uuid:5ee8d437-f12c-8b9d-8225-26f5326541b3", AtomWriter.IdOf(ThreadId));
        Assert.NotEqual(AtomWriter.IdOf($"{ThreadId}-1"), AtomWriter.IdOf($"{ThreadId}-2"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Folded_words_are_not_in_a_feed_that_has_no_fold(bool isPost)
    {
        var post = Some.Post(ThreadId) with { Title = "秘密的题目", Body = "秘密的正文", Tags = ["秘密"] };
        var comment = Some.Comment(ThreadId, 1) with { Body = "秘密的评论" };
        if (isPost) post = post with { Visibility = Visibility.Gray, UpdatedAt = Some.Time.AddHours(1) };
        else comment = comment with { Visibility = Visibility.Gray, UpdatedAt = Some.Time.AddHours(1) };

        var xml = Written(Feed(new AtomContent(post, comment)));

        Assert.DoesNotContain(isPost ? "秘密" : "秘密的评论", xml, StringComparison.Ordinal);
        var entry = AtomRules.Valid(xml).Element(AtomRules.Atom + "entry")!;
        Assert.Equal(Some.Time.AddHours(1), AtomRules.Time(entry, "updated"));
    }

    [Fact]
    public void What_was_withheld_leaves_a_tombstone_and_what_was_never_there_does_not()
    {
        var post = Some.Post(ThreadId);
        var gone = Some.Comment(ThreadId, 1) with
        {
            Visibility = Visibility.Quarantine,
            State = ReviewState.Pending,
            Body = "秘密",
            UpdatedAt = Some.Time.AddHours(1),
        };
        var never = gone with { Id = $"{ThreadId}-2", UpdatedAt = Some.Time };

        var xml = Written(Feed(new AtomContent(post, gone), new AtomContent(post, never)));

        var feed = AtomRules.Valid(xml);
        Assert.DoesNotContain("秘密", xml, StringComparison.Ordinal);
        Assert.Empty(feed.Ids());
        Assert.Equal(
            [AtomWriter.IdOf(gone.Id)],
            feed.Elements(AtomRules.Tombstones + "deleted-entry").Select(removed => (string)removed.Attribute("ref")!));
        Assert.Equal(Some.Time.AddHours(1), AtomRules.Time(feed, "updated"));
    }

    private static AtomFeed Feed(params AtomContent[] contents) =>
        new("/feed.atom", "/", "智域", Cursor: null, Next: null, contents);

    private static string Written(AtomFeed feed) => Encoding.UTF8.GetString(Writer.Write(feed));
}
