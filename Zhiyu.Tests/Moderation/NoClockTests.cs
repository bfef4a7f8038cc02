using System.Reflection;
using System.Text.RegularExpressions;
using Zhiyu.Core.Moderation.Rules;
using Zhiyu.Core.Moderation.Texts;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Moderation;

/// <summary>What is found in a text depends on the text, and not on how busy the machine is.</summary>
[Trait("Set", "Quick")]
public sealed class NoClockTests
{
    private const BindingFlags Any =
        BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    [Fact]
    public void No_pattern_of_the_lists_watches_the_clock()
    {
        var all = Patterns(Samples.Book).ToList();

        Assert.NotEmpty(all);
        Assert.All(all, pattern => Assert.Equal(Regex.InfiniteMatchTimeout, pattern.MatchTimeout));
        Assert.All(all, pattern => Assert.True(pattern.Options.HasFlag(RegexOptions.NonBacktracking)));
    }

    [Fact]
    public void No_pattern_of_the_code_watches_the_clock()
    {
        var all = Product.Types
            .Where(type => !type.ContainsGenericParameters)
            .SelectMany(type => Members(type).Select(member => (type, member))).ToList();

        Assert.Contains(all, each => each.type == typeof(Deobfuscation));
        Assert.All(all, each => Assert.Equal(Regex.InfiniteMatchTimeout, each.member.MatchTimeout));
    }

    private static IEnumerable<Regex> Members(Type type) =>
        type.GetProperties(Any | BindingFlags.DeclaredOnly)
            .Where(property => property.PropertyType == typeof(Regex) && property.GetMethod is { IsStatic: true })
            .Select(property => (Regex)property.GetValue(null)!)
            .Concat(type.GetMethods(Any | BindingFlags.DeclaredOnly)
                .Where(method => method is { IsStatic: true, IsSpecialName: false }
                    && method.ReturnType == typeof(Regex) && method.GetParameters().Length == 0)
                .Select(method => (Regex)method.Invoke(null, null)!));

    private static IEnumerable<Regex> Patterns(RuleSet book) => typeof(RuleSet).GetFields(Any)
        .Select(field => field.GetValue(book)).OfType<IReadOnlyList<IRuleType>>().SelectMany(types => types)
        .OfType<PatternRules>().SelectMany(type => type.Rules)
        .SelectMany(rule => new[] { rule.Pattern, rule.Cue, rule.Unless })
        .OfType<LinearPattern>().Select(pattern => pattern.Regex);
}
