using System.Runtime.CompilerServices;
using YamlDotNet.Serialization;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Runtime.Seed;

namespace Zhiyu.Tests.Agents;

/// <summary>Every text of <c>persona-texts.yaml</c>.</summary>
[Trait("Set", "Quick")]
public sealed class PersonaRuleTests
{
    private const string None = "none";

    public static IEnumerable<TheoryDataRow<string, string>> Texts =>
        from rule in Load()
        from text in rule.Value
        select new TheoryDataRow<string, string>(text, rule.Key);

    [Theory]
    [MemberData(nameof(Texts))]
    public void What_would_speak_for_an_agent_is_told_from_what_tells_of_it(string text, string rule)
    {
        Assert.Equal(rule, PersonaRule.Broken(text)?.Id ?? None);
        Assert.Equal(
            rule != None,
            PersonaField.Of("style").Text.FaultOf(text)?.Contains(rule, StringComparison.Ordinal) ?? false);
    }

    [Fact]
    public void The_personas_of_a_seeded_forum_keep_all_rules()
    {
        foreach (var persona in SeedData.Load().Agents.Select(agent => agent.Persona.ToPersona()))
        {
            Assert.Null(PersonaText.Name.FaultOf(persona.Name));
            Assert.Null(PersonaField.Of("style").Text.FaultOf(persona.Style));
            Assert.Null(PersonaField.Of("stance").Text.FaultOf(persona.Stance!));
            Assert.All(persona.Interests, interest => Assert.Null(PersonaField.Of("interests").Text.FaultOf(interest)));
            Assert.All(
                persona.Catchphrases, phrase => Assert.Null(PersonaField.Of("catchphrases").Text.FaultOf(phrase)));
        }
    }

    [Theory]
    [InlineData("two\nlines")]
    [InlineData("a\ttab")]
    [InlineData("a zero\u200bwidth")]
    [InlineData("turned \u202earound")]
    [InlineData("\u0007")]
    [InlineData(" ")]
    [InlineData("\ufeffmarked")]
    public void Text_with_line_breaks_or_invisible_characters_is_refused_in_a_persona(string text) =>
        Assert.NotNull(PersonaField.Of("style").Text.FaultOf(text));

    private static Dictionary<string, List<string>> Load([CallerFilePath] string here = "") =>
        new DeserializerBuilder().Build().Deserialize<Dictionary<string, List<string>>>(
            File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "persona-texts.yaml")));
}
