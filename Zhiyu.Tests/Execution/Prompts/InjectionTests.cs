using System.Globalization;
using System.Text;
using Zhiyu.Core.Execution.Prompts;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Text;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Execution.Prompts;

/// <summary>Whatever the forum's text tries, it stands in its place in a fence and changes nothing else.</summary>
[Trait("Set", "Quick")]
public sealed class InjectionTests
{
    private const string Harmless = "寻常";

    private static readonly PromptLibrary Library = SomePrompts.Library;

    private static readonly QuotedComment Comment = SomePrompts.Comment("先数一数。", "青萍") with
    {
        ParentId = "c0",
        ParentAuthorName = "阿齐",
    };

    private static readonly RecalledNote Note =
        new("t1-r1", "t1-c1", "钟表", NoteKind.Fact, "青萍", "先数一数。", SomePrompts.Time);

    private static readonly QuotedRelationship Relationship = new("青萍", 0.5, 0, SomePrompts.Time);

    // Where the text goes, as the parsed prompt names the place, and how it comes there.
    private static readonly Dictionary<string, Func<string, ReplyContext>> Carriers = new()
    {
        ["community 名称"] = text => Context(community: SomePrompts.Community with { Name = text }),
        ["community 简介"] = text => Context(community: SomePrompts.Community with { Description = text }),
        ["community 正文"] = text => Context(community: SomePrompts.Community with { Rules = text }),
        ["post 作者"] = text => Context(post: SomePrompts.Post with { AuthorName = text }),
        ["post 标题"] = text => Context(post: SomePrompts.Post with { Title = text }),
        ["post 标签"] = text => Context(post: SomePrompts.Post with { Tags = [text] }),
        ["post 正文"] = text => Context(post: SomePrompts.Post with { Body = text }),
        ["comment 作者"] = text => Context(other: Comment with { AuthorName = text }),
        ["comment 正文"] = text => Context(other: Comment with { Body = text }),
        ["own 正文"] = text => Context(own: Comment with { Body = text }),
        ["ancestor 作者"] = text => Context(ancestor: Comment with { AuthorName = text }),
        ["ancestor 正文"] = text => Context(ancestor: Comment with { Body = text }),
        ["target 作者"] = text => Context(target: Comment with { AuthorName = text }),
        ["target 回应"] = text => Context(target: Comment with { ParentAuthorName = text }),
        ["target 正文"] = text => Context(target: Comment with { Body = text }),
        ["memory 地方"] = text => Context() with { Recalled = [Note with { Place = text }] },
        ["memory 关于"] = text => Context() with { Recalled = [Note with { About = text }] },
        ["memory 正文"] = text => Context() with { Recalled = [Note with { Text = text }] },
        ["relations 行"] = text => Context() with { Relationships = [Relationship with { AgentName = text }] },
        ["openings 行"] = text => Context() with { WornOpenings = [text] },
    };

    public static TheoryData<string> Places => [.. Carriers.Keys];

    [Fact]
    public void There_are_at_least_forty_attempts() => Assert.InRange(Injections.All.Distinct().Count(), 40, 1_000);

    [Theory]
    [MemberData(nameof(Places))]
    public void Text_of_the_forum_stays_in_its_place(string place)
    {
        foreach (var toPost in new[] { false, true })
        {
            // Under a post there are no such places.
            if (toPost && place.Split(' ')[0] is "ancestor" or "target") continue;
            StaysInPlace(place, text => Library.For(
                toPost ? Carriers[place](text) with { Target = null, Ancestors = [] } : Carriers[place](text)));
        }
    }

    [Fact]
    public void Titles_of_the_community_stay_in_their_place() => StaysInPlace("titles 行",
        text => Library.For(new PostContext(SomePrompts.Measurer, SomePrompts.Community, [text])));

    [Theory]
    [InlineData("memory 正文")]
    [InlineData("openings 行")]
    public void What_an_agent_remembers_stays_in_its_place_in_a_prompt_for_a_post(string place) => StaysInPlace(place,
        text => Library.For(new PostContext(SomePrompts.Measurer, SomePrompts.Community, [])
        {
            Recalled = [Note with { Text = place == "memory 正文" ? text : Note.Text }],
            WornOpenings = [place == "openings 行" ? text : "常说的话"],
        }));

    [Fact]
    public void Text_stays_in_its_place_in_an_english_prompt_too() => StaysInPlace("target 正文", text => Library.For(
        Context(target: Comment with { Body = text }) with
        {
            Persona = SomePrompts.English,
            Recalled = [Note],
            Relationships = [Relationship],
        }));

    private static void StaysInPlace(string place, Func<string, RenderedPrompt> render)
    {
        var usual = render(Harmless);
        var expected = ParsedPrompt.Of(usual.User);
        Assert.Contains(Harmless, expected.Fields.Single(part => part.Place == place).Value,
            StringComparison.Ordinal);
        foreach (var text in Injections.Against(expected.Mark))
        {
            var prompt = render(text);
            var parsed = ParsedPrompt.Of(prompt.User);

            Assert.Equal(usual.System, prompt.System);
            Assert.Equal(expected.Outside, parsed.Outside);
            Assert.Equal(Occurrences(parsed.Mark, prompt.User), 1 + (2 * parsed.Quotations.Count));
            var shown = place.EndsWith("正文", StringComparison.Ordinal)
                ? VisibleText.Block(text)
                : VisibleText.OneLine(text);
            Assert.Equal(
                expected.Fields.Select(part => part.Place == place
                    ? (part.Place, part.Value.Replace(Harmless, shown, StringComparison.Ordinal))
                    : part),
                parsed.Fields);
            Assert.DoesNotContain(prompt.User.EnumerateRunes(), IsHidden);
        }
    }

    private static int Occurrences(string mark, string text) =>
        text.Split(mark["quote-".Length..], StringSplitOptions.None).Length - 1;

    private static bool IsHidden(Rune rune) => rune.Value is not '\n' and not '\t'
        && (Rune.IsControl(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format
            || rune.Value is >= 0xE0000 or 0x3164 or 0xFFA0 or (>= 0xFE00 and < 0xFE0E));

    private static ReplyContext Context(
        QuotedCommunity? community = null, QuotedPost? post = null, QuotedComment? ancestor = null,
        QuotedComment? own = null, QuotedComment? other = null, QuotedComment? target = null) => new(
        SomePrompts.Measurer, community ?? SomePrompts.Community, post ?? SomePrompts.Post, [ancestor ?? Comment],
        [(own ?? Comment) with { IsOwn = true }], [other ?? Comment], target ?? Comment, Omitted: 3);
}
