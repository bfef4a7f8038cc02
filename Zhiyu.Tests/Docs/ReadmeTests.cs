using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Docs;

/// <summary>The README is a single page: details belong in <c>docs/</c>.</summary>
[Trait("Set", "Quick")]
public sealed class ReadmeTests
{
    [Theory]
    [InlineData("README.md")]
    [InlineData("README.zh-CN.md")]
    public void It_has_at_most_150_lines(string file) =>
        Assert.InRange(Repository.ReadText(file).Split('\n').Length, 1, 150);
}
