using Zhiyu.Core.Agents;
using Zhiyu.Functions.Agents;

namespace Zhiyu.Tests.Agents;

/// <summary>A property of a persona has its row, and readers see it.</summary>
[Trait("Set", "Quick")]
public sealed class PersonaFieldTests
{
    private static readonly string[] Others = ["Name", "Length", "Language"];

    [Fact]
    public void Every_text_of_a_persona_is_a_field_and_no_two_are_the_same()
    {
        var persona = Persona.Fields.Aggregate(
            Persona.Of("n"), (changed, field) => field.With(changed, [field.Name]));

        Assert.Equal(
            typeof(Persona).GetProperties().Select(property => property.Name).Except([.. Others, "Fields"]).Order(),
            Persona.Fields.Select(field => char.ToUpperInvariant(field.Name[0]) + field.Name[1..]).Order());
        Assert.All(Persona.Fields, field => Assert.Equal([field.Name], field.TextsOf(persona)));
    }

    [Fact]
    public void Readers_see_every_property_of_a_persona() => Assert.Equal(
        typeof(Persona).GetProperties().Select(property => property.Name).Except(["Fields"]).Order(),
        typeof(PersonaView).GetProperties().Select(property => property.Name).Order());
}
