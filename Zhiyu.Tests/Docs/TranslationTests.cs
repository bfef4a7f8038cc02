using System.Text.RegularExpressions;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Docs;

/// <summary>A document and its Chinese translation agree in everything that needs no translation.</summary>
[Trait("Set", "Quick")]
public sealed partial class TranslationTests
{
    public static TheoryData<string> Translated =>
    [
        .. ((string[])[".", "docs"])
            .SelectMany(folder => Directory.GetFiles(Repository.PathOf(folder), "*.zh-CN.md"))
            .Select(path => Path.GetRelativePath(Repository.PathOf(), path)),
    ];

    [Theory]
    [MemberData(nameof(Translated))]
    public void They_have_the_same_sections(string chinese) => AssertSame(Levels, chinese);

    [Theory]
    [MemberData(nameof(Translated))]
    public void They_show_the_same_commands(string chinese) => AssertSame(Shown, chinese);

    [Theory]
    [MemberData(nameof(Translated))]
    public void They_link_to_the_same_documents(string chinese) => AssertSame(Targets, chinese);

    [Fact]
    public void They_have_the_same_settings_with_the_same_defaults() =>
        Assert.Equal(SettingsTable.Documented, SettingsTable.Of("docs", "configuration.zh-CN.md"));

    private static void AssertSame<T>(Func<string, IEnumerable<T>> part, string chinese) => Assert.Equal(
        part(Repository.ReadText(Untranslated(chinese).Split('/', '\\'))),
        part(Repository.ReadText(chinese.Split('/', '\\'))));

    private static IEnumerable<int> Levels(string text) =>
        Headings().Matches(Fences().Replace(text, "")).Select(match => match.Groups[1].Length);

    private static IEnumerable<string> Shown(string text) => Fences().Matches(text).Select(match => match.Value);

    // Without anchors, which are translated headings; and the two documents link to each other.
    private static IEnumerable<string> Targets(string text) =>
        Links().Matches(Fences().Replace(text, "")).Select(match => Untranslated(match.Groups[1].Value))
            .Order(StringComparer.Ordinal);

    private static string Untranslated(string path) =>
        path.Replace(".zh-CN.md", ".md", StringComparison.Ordinal);

    [GeneratedRegex("^(#+) ", RegexOptions.Multiline)]
    private static partial Regex Headings();

    [GeneratedRegex("^```.*?^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fences();

    [GeneratedRegex(@"\]\(([^)#]+)")]
    private static partial Regex Links();
}
