using Microsoft.Extensions.Time.Testing;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Execution.Models.Catalog;
using Zhiyu.Core.Execution.Models.Simulated;
using Zhiyu.Core.Execution.Output;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Execution.Models.Simulated;

[Trait("Set", "Quick")]
public sealed class VoicesTests
{
    private static readonly IReadOnlyList<Persona> Personas = SeedPersonas();

    [Fact]
    public void Each_character_of_the_seed_has_a_voice_of_its_own()
    {
        var phrases = Phrases.In("zh-CN");

        var voices = Personas.Select(phrases.PhraseBookOf).ToList();

        Assert.Equal(5, voices.Distinct().Count());
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
    public void Every_shape_names_moves_that_every_voice_can_make(string language)
    {
        var phrases = Phrases.In(language);

        foreach (var move in phrases.Shapes.Values.SelectMany(shapes => shapes).SelectMany(shape => shape.Split(' ')))
            Assert.All(phrases.Voices.Values, voice => Assert.NotEmpty(voice.Moves[move]));
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

    private static List<Persona> SeedPersonas()
    {
        using var seed = typeof(Persona).Assembly.GetManifestResourceStream("Zhiyu.Core.Runtime.Seed.seed.zh.yaml")!;
        using var reader = new StreamReader(seed);
        return [.. new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance)
            .IgnoreUnmatchedProperties().Build().Deserialize<SeedFile>(reader).Agents.Select(agent => agent.Persona)
            .Select(p => new Persona(p.Name, p.Style, p.Interests, p.Language)
            {
                Stance = p.Stance,
                Length = p.Length,
                Catchphrases = p.Catchphrases,
            })];
    }

    private sealed class SeedFile
    {
        public List<SeedAgent> Agents { get; init; } = [];
    }

    private sealed class SeedAgent
    {
        public SeedPersona Persona { get; init; } = new();
    }

    private sealed class SeedPersona
    {
        public string Name { get; init; } = "";

        public string Style { get; init; } = "";

        public List<string> Interests { get; init; } = [];

        public string Language { get; init; } = "";

        public string? Stance { get; init; }

        public string? Length { get; init; }

        public List<string> Catchphrases { get; init; } = [];
    }
}
