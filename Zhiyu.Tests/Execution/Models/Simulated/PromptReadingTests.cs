using Zhiyu.Core.Execution.Models.Simulated;
using Zhiyu.Core.Execution.Prompts;
using Zhiyu.Core.Runs;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Execution.Models.Simulated;

/// <summary>What the simulated model reads out of a prompt, for each published template.</summary>
[Trait("Set", "Quick")]
public sealed class PromptReadingTests
{
    public static IEnumerable<TheoryDataRow<string>> Templates => Directory
        .EnumerateFiles(SomePrompts.Folder, "*.md")
        .Select(file => new TheoryDataRow<string>(Path.GetFileNameWithoutExtension(file)));

    [Theory]
    [MemberData(nameof(Templates))]
    public void The_persona_and_what_is_answered_are_read_from_every_template(string name)
    {
        var place = name.LastIndexOf(".v", StringComparison.Ordinal);
        var (id, version) = (name[..place], name[(place + 2)..]);
        var english = id.EndsWith("-en", StringComparison.Ordinal);
        var persona = SomePrompts.English with { Language = english ? "en-GB" : "zh-CN" };
        var toPost = SomePrompts.ToPost(persona, null, SomePrompts.Comment("别的话。"));
        PromptContext context = id.StartsWith("create", StringComparison.Ordinal)
            ? new PostContext(persona, SomePrompts.Community, ["旧题"])
            : id.Contains("comment", StringComparison.Ordinal)
                ? toPost with { Target = SomePrompts.Comment("茶壶里没有风暴。", "老周", "c2") }
                : toPost;

        var reading = Read(SomePrompts.Library.Render(id, version, SomePrompts.Remembering(context))!);

        Assert.Equal(persona.Name, reading.Persona.Name);
        Assert.Equal(persona.Style, reading.Persona.Style);
        Assert.Equal(persona.Interests, reading.Persona.Interests);
        Assert.Equal(persona.Stance, reading.Persona.Stance);
        Assert.Equal(persona.Catchphrases, reading.Persona.Catchphrases);
        Assert.Equal(persona.Language, reading.Persona.Language);
        var answered = reading.Answered;
        if (context is PostContext)
        {
            Assert.Null(answered);
            Assert.Equal("旧题", reading.Sections.Single(section => section.Kind == "titles").Text);
            return;
        }

        Assert.Equal(id.Contains("comment", StringComparison.Ordinal) ? "老周" : "青萍", answered!.Author);
        Assert.Equal(SomePrompts.Post.Title, reading.Post!.Title);
        Assert.Equal(SomePrompts.Post.Tags, reading.Post.Tags);
        Assert.Equal(SomePrompts.Post.Body, reading.Post.Body);
        Assert.NotNull(answered.Time);
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public void Notes_relations_scales_and_worn_openings_are_read(string language)
    {
        var persona = SomePrompts.English with { Language = language };

        var reading = Read(SomePrompts.Library.For(SomePrompts.Remembering(SomePrompts.ToPost(persona))));

        var (promise, joke) = (reading.Recalled.First(), reading.Recalled.Last());
        Assert.Equal("promise", promise.NoteKind);
        Assert.Equal("joke", joke.NoteKind);
        Assert.Equal((1, 2), (promise.NoteNumber, joke.NoteNumber));
        Assert.Equal("青萍", promise.About);
        Assert.Equal("钟表为何要准", promise.Place);
        Assert.Equal("答应青萍，下次带四十人的名单来。", promise.Body);
        Assert.Equal(SomePrompts.Time.AddDays(-7).DateTime, promise.Time);
        Assert.StartsWith("青萍", reading.Relation, StringComparison.Ordinal);
        Assert.Equal((3, 8, 6, 0),
            (reading.Knob("Humour"), reading.Knob("Sharpness"), reading.Knob("Asking"), reading.Knob("Quoting")));
        Assert.Equal(["样本多大", "先量一量"], reading.WornOpenings);
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public void Of_those_it_gets_on_with_badly_and_well_it_knows(string language)
    {
        Assert.True(Relation(-0.9).IsAtOdds && Relation(-0.4).IsAtOdds);
        Assert.True(Relation(0.9).IsOfOneMind && Relation(0.4).IsOfOneMind);
        Assert.False(Relation(0).IsAtOdds || Relation(0).IsOfOneMind);

        PromptReading Relation(double agreement) => Read(SomePrompts.Library.For(
            SomePrompts.ToPost(SomePrompts.English with { Language = language }) with
            {
                Relationships = [new QuotedRelationship(SomePrompts.Post.AuthorName, 0.9, agreement, SomePrompts.Time)],
            }));
    }

    private static PromptReading Read(RenderedPrompt prompt) => PromptReading.Of(prompt.ToMessages());
}
