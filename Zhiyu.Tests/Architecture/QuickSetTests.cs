namespace Zhiyu.Tests.Architecture;

/// <summary>The quick set, which the README names, has no test that waits for storage, a process or a browser.</summary>
[Trait("Set", "Quick")]
public sealed class QuickSetTests
{
    private static readonly IReadOnlyList<Type> Quick =
    [
        .. from type in typeof(QuickSetTests).Assembly.GetTypes()
           from trait in type.GetCustomAttributesData()
           where trait.AttributeType == typeof(TraitAttribute)
               && trait.ConstructorArguments is [{ Value: "Set" }, { Value: "Quick" }]
           select type,
    ];

    [Fact]
    public void A_class_of_the_quick_set_takes_no_fixture_and_derives_from_none_that_does() =>
        Assert.All(Quick, type =>
        {
            Assert.Equal(typeof(object), type.BaseType);
            Assert.Empty(Assert.Single(type.GetConstructors()).GetParameters());
        });

    [Fact]
    public void The_quick_set_is_not_empty() => Assert.NotEmpty(Quick);
}
