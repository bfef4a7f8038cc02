using System.Text.RegularExpressions;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Docs;

/// <summary>What the documents lead to is there.</summary>
[Trait("Set", "Quick")]
public sealed partial class LinkTests
{
    public static TheoryData<string> Documents =>
    [
        .. ((string[])[".", "docs", "docs/decisions", "infra"])
            .SelectMany(folder => Directory.GetFiles(Repository.PathOf(folder), "*.md"))
            .Select(path => Path.GetRelativePath(Repository.PathOf(), path)),
    ];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_link_within_the_repository_leads_somewhere(string document)
    {
        var path = Repository.PathOf(document);

        var targets = Links().Matches(Fences().Replace(File.ReadAllText(path), ""))
            .Select(match => match.Groups[1].Value)
            .Where(target => !target.Contains("://", StringComparison.Ordinal));

        Assert.All(targets, target => Assert.True(LeadsSomewhere(path, target), target));
    }

    private static bool LeadsSomewhere(string from, string target)
    {
        var parts = target.Split('#', 2);
        var path = parts[0].Length == 0 ? from : Path.Combine(Path.GetDirectoryName(from)!, parts[0]);
        return parts.Length == 1
            ? File.Exists(path) || Directory.Exists(path)
            : File.Exists(path) && Anchors(File.ReadAllText(path)).Contains(parts[1]);
    }

    // As they are made of headings where the repository is read.
    private static IEnumerable<string> Anchors(string text) =>
        Headings().Matches(Fences().Replace(text, "")).Select(match =>
            Dropped().Replace(match.Groups[1].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    [GeneratedRegex("^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Headings();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex Dropped();

    [GeneratedRegex("^ *```.*?^ *```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fences();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Links();
}
