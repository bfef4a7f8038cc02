using Microsoft.Extensions.Time.Testing;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Execution.Models.Catalog;
using Zhiyu.Core.Execution.Models.Simulated;
using Zhiyu.Core.Execution.Output;
using Zhiyu.Core.Runtime.Seed;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Execution.Models.Simulated;

[Trait("Set", "Quick")]
public sealed class VoicesTests
{
    private static readonly IReadOnlyList<Persona> Personas =
        [.. SeedData.In("zh").Agents.Select(agent => agent.Persona.ToPersona())];

    [Theory]
    [InlineData("zh", 5)]
    [InlineData("en", 2)]
    public void Each_character_of_the_seed_has_a_voice_of_its_own(string language, int characters)
    {
        var phrases = Phrases.In(language);

        var voices = SeedData.In(language).Agents.Select(agent => phrases.PhraseBookOf(agent.Persona.ToPersona()))
            .ToList();

        Assert.Equal(characters, voices.Distinct().Count());
        Assert.DoesNotContain(phrases.Voices["plain"], voices);
    }

    [Fact]
    public void An_agent_without_a_fitting_voice_speaks_plainly() =>
        Assert.Same(Phrases.In("zh").Voices["plain"], Phrases.In("zh").PhraseBookOf(new Persona("某", "平实", ["棋"])));

    [Fact]
    public async Task Five_characters_answer_one_post_in_five_ways()
    {
        HashSet<string> texts = [];
        foreach (var persona in Personas)
            texts.Add(await Reply(persona));

        Assert.Equal(5, texts.Count);
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public void Every_move_of_a_reply_and_a_post_can_be_made_in_every_voice(string language)
    {
        var phrases = Phrases.In(language);
        IEnumerable<string> moves =
        [
            .. phrases.Shapes.Values.SelectMany(shapes => shapes).SelectMany(shape => shape.Split(' ')),
            "sharp", "reconcile", "weary", "promise", "opening", "claim", "follow",
            .. Enum.GetNames<NoteKind>().Select(kind => $"recall_{kind.ToLowerInvariant()}"),
        ];

        foreach (var move in moves.Distinct())
            Assert.All(phrases.Voices.Values, voice => Assert.NotEmpty(phrases.SentencesOf(voice, move)));
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public void Every_slot_is_one_that_can_be_filled(string language)
    {
        string[] values =
            ["author", "quote", "tag", "interest", "other", "catch", "when", "place", "about", "note", "said"];
        var phrases = Phrases.In(language);

        foreach (var voice in phrases.Voices.Values)
        {
            var known = values.Concat(voice.Words.Keys).Concat(phrases.Shared.Words.Keys).ToHashSet();
            IEnumerable<string> sentences =
            [
                .. voice.Moves.Values.SelectMany(move => move), .. voice.Words.Values.SelectMany(words => words),
                .. phrases.Shared.Moves.Values.SelectMany(move => move),
                .. phrases.Notes.Values.SelectMany(notes => notes), .. phrases.Titles, .. phrases.Leads,
            ];
            Assert.All(sentences, sentence => Assert.Subset(known, PhraseSlots.NamesIn(sentence).ToHashSet()));
        }
    }

    [Theory]
    [InlineData("zh-CN", 6)]
    [InlineData("en", 5)]
    public void No_two_voices_share_a_sentence(string language, int voices)
    {
        var books = Phrases.In(language).Voices.Values;
        Assert.Equal(voices, books.Count);

        var sentences = books.SelectMany(voice => voice.Moves.Values.SelectMany(move => move).Distinct())
            .Where(sentence => sentence != "{catch}").ToList();

        Assert.Equal(sentences.Distinct(), sentences);
    }

    private static async Task<string> Reply(Persona persona)
    {
        var settings = new LlmOptions
        {
            SimulatedMinTime = TimeSpan.Zero, SimulatedMaxTime = TimeSpan.Zero, SimulatedDeclineRate = 0,
        };
        var prompt = SomePrompts.Library.For(SomePrompts.ToPost(persona));
        var response = await new SimulatedChatClient(settings, new FakeTimeProvider())
            .GetResponseAsync(prompt.ToMessages(), cancellationToken: TestContext.Current.CancellationToken);
        return Assert.IsType<ParsedOutput.Reply>(AgentReply.Parse(response.Text, false, persona.Name)).Body;
    }
}
