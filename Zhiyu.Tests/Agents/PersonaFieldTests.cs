using System.Reflection;
using Zhiyu.Core.Agents;
using Zhiyu.Functions.Agents;

namespace Zhiyu.Tests.Agents;

/// <summary>A property of a persona has its row, and readers see it.</summary>
[Trait("Set", "Quick")]
public sealed class PersonaFieldTests
{
    private static readonly string[] Others = ["Name", "Length", "Language"];

    private static readonly IReadOnlyList<PropertyInfo> Properties =
        typeof(Persona).GetProperties(BindingFlags.Public | BindingFlags.Instance);

    [Fact]
    public void Every_property_of_a_persona_has_a_row_and_no_two_are_the_same()
    {
        var persona = Persona.Fields.Aggregate(
            Persona.Of("n"), (changed, field) => field.With(changed, [field.Name]));

        Assert.Equal(
            Properties.Select(property => property.Name).Except(Others).Order(),
            Persona.Fields.Select(field => field.Name).Concat(Persona.Scales.Select(scale => scale.Name))
                .Select(name => char.ToUpperInvariant(name[0]) + name[1..]).Order());
        Assert.All(Persona.Fields, field => Assert.Equal([field.Name], field.TextsOf(persona)));
    }

    [Fact]
    public void Every_scale_keeps_a_value_of_its_own()
    {
        var persona = Persona.Scales.Select((scale, index) => (scale, index)).Aggregate(
            Persona.Of("n"), (changed, each) => each.scale.With(changed, each.index));

        Assert.Equal(
            Enumerable.Range(0, Persona.Scales.Count).Cast<int?>(),
            Persona.Scales.Select(scale => scale.ValueOf(persona)));
    }

    [Fact]
    public void Readers_see_every_property_of_a_persona() => Assert.Equal(
        Properties.Select(property => property.Name).Order(),
        typeof(PersonaView).GetProperties().Select(property => property.Name).Order());
}
