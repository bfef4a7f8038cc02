using System.Text.RegularExpressions;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Docs;

/// <summary>
/// CONTRIBUTING.md lists the files that a change touches. A list is right if it is what an example of the same kind
/// touches.
/// </summary>
[Trait("Set", "Quick")]
public sealed partial class WorkedPathsTests
{
    private static readonly string[] Sources =
        ["Zhiyu.Core", "Zhiyu.Functions", "Zhiyu.LocalHost", "docs", "moderation", "prompts", "web/src"];

    /// <param name="change">How the row begins.</param>
    /// <param name="most">How many files the change may touch.</param>
    /// <param name="example">What the example is named in the files that are touched for it.</param>
    [Theory]
    [InlineData("a type of moderation rule", 2, @"\bLengthRule\b")]
    [InlineData("the half-life of hot", 1, @"\bHalfLife = ")]
    [InlineData("a stored field of comments", 3, @"record (Comment|CommentView)\b|new Comment\b")]
    [InlineData("an LLM provider", 1, @"\bAzureOpenAiResource\b")]
    [InlineData("a queue", 3, @"record AssignmentMessage\b|<AssignmentMessage>\($|Trigger\(AssignmentMessage")]
    [InlineData("a timer function", 2, @"Function\(""Purge""\)|AddSingleton<Purge>")]
    [InlineData("a text of the persona", 4, @"(new|Characters)\(""stance""|^ +stance: \*|persona\.stance }}")]
    [InlineData("the same, on the page", 2, @"^ +stance: \{ label")]
    [InlineData("an endpoint", 3, @"Function\(""GetHighlights""\)|^ +GetHighlights:|^GET /v1/highlights")]
    [InlineData("the default of a setting", 1, @"TimeSpan ResponseSpacing\b")]
    [InlineData("what an owner sees of a run", 2, @"record RunView\b")]
    public void A_change_touches_the_files_that_are_listed(string change, int most, string example)
    {
        var (files, folders) = ListOf(change);

        Assert.InRange(files.Count, 1, most);
        Assert.Equal(files, FilesWith(example).Where(file => !folders.Any(file.StartsWith)));
    }

    [Fact]
    public void No_row_is_without_an_example()
    {
        var examples = typeof(WorkedPathsTests).GetMethod(nameof(A_change_touches_the_files_that_are_listed))!
            .GetCustomAttributesData().Count(data => data.AttributeType == typeof(InlineDataAttribute));

        Assert.Equal(examples, Rows().Count(Repository.ReadText("CONTRIBUTING.md")));
    }

    private static (List<string> Files, List<string> Folders) ListOf(string change)
    {
        var row = Assert.Single(
            Rows().Matches(Repository.ReadText("CONTRIBUTING.md")),
            row => row.Groups["change"].Value.StartsWith(change, StringComparison.Ordinal));
        var paths = Paths().Matches(row.Groups["files"].Value).Select(path => path.Groups[1].Value).ToList();
        return (
            [.. paths.Where(path => !path.EndsWith('/')).Order(StringComparer.Ordinal)],
            [.. paths.Where(path => path.EndsWith('/'))]);
    }

    private static List<string> FilesWith(string example)
    {
        var pattern = new Regex(example, RegexOptions.Multiline | RegexOptions.CultureInvariant);
        return
        [
            .. (from folder in Sources
                from path in Directory.EnumerateFiles(Repository.PathOf(folder), "*", SearchOption.AllDirectories)
                let file = Path.GetRelativePath(Repository.PathOf(), path).Replace('\\', '/')
                where IsTouched(file) && pattern.IsMatch(Repository.ReadText(file))
                select file).Order(StringComparer.Ordinal),
        ];
    }

    // Not what a build or a test writes, what documents say of the code, nor prompts of which there is a newer version.
    private static bool IsTouched(string file) =>
        Sourcelike().IsMatch(file) && !Untouched().IsMatch(file);

    [GeneratedRegex(@"\.(cs|ts|tsx|yaml|md)$")]
    private static partial Regex Sourcelike();

    [GeneratedRegex(@"/(bin|obj|decisions)/|\.test\.ts|^docs/(?!contract|api\.md)|^prompts/(?!reply-to-post\.v4)")]
    private static partial Regex Untouched();

    [GeneratedRegex(
        @"(?<=^## What a change touches\n(?:(?!^## )[\s\S])*)^\| (?<change>(an?|the|what) [^|]*)\|(?<files>.*)\|$",
        RegexOptions.Multiline)]
    private static partial Regex Rows();

    [GeneratedRegex("`([^`]+/[^`]*)`")]
    private static partial Regex Paths();
}
