using System.Text.RegularExpressions;
using Zhiyu.Core.Moderation.Rules;

namespace Zhiyu.Tests.Moderation;

/// <summary>A pattern that can't be compiled is found when it is read, without compiling it.</summary>
[Trait("Set", "Quick")]
public sealed class LinearPatternTests
{
    [Theory]
    [InlineData("a(?=b)")]
    [InlineData("a(?!b)")]
    [InlineData("(?<=a)b")]
    [InlineData("(?<!a)b")]
    [InlineData(@"(a)\1")]
    [InlineData(@"(?<one>a)\k<one>")]
    [InlineData("(?>a)b")]
    [InlineData("(?(a)b|c)")]
    [InlineData("(?<one>a)(?<two-one>b)")]
    [InlineData("(?'one'a)(?'-one'b)")]
    [InlineData(@"\Ga")]
    [InlineData("(")]
    [InlineData("[b-a]")]
    public void What_does_not_compile_is_refused(string pattern)
    {
        Assert.ThrowsAny<Exception>(() => new Regex(pattern, RegexOptions.NonBacktracking));

        Assert.ThrowsAny<ArgumentException>(() => LinearPattern.Parse(pattern));
    }

    [Theory]
    [InlineData(@"\\1", @"\1")]
    [InlineData(@"\(?=", "=")]
    [InlineData(@"a\\(?:b)", @"a\b")]
    [InlineData("(?<value>a-b)", "a-b")]
    [InlineData("(?i:a)", "A")]
    [InlineData(@"[\w'](?:b|c){0,2}?\z", "'")]
    public void What_compiles_is_taken(string pattern, string text) =>
        Assert.Matches(LinearPattern.Parse(pattern).Regex, text);

    // It would take more than 100 MiB, and a third of a start's processor time.
    [Fact]
    public void To_read_the_lists_compiles_none()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();

        RuleSet.Load(Samples.Folder);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 40 << 20);
    }
}
