using Zhiyu.Core.Moderation.Rules;
using Zhiyu.Core.Settings;

namespace Zhiyu.Core.Moderation.Lists;

/// <summary>The lists of a folder, read and compiled once.</summary>
internal static class ModerationLists
{
    /// <exception cref="FaultyFilesException">Something is wrong; the message lists everything that is.</exception>
    public static RuleBook Load(string folder)
    {
        List<string> faults = [];
        var folding = ConfusablesReader.Read(FileOf("folding.yaml"));
        var words = ListReader.Words(FileOf("words.yaml"), folding);
        var reader = new ListReader(folding, PatternSets.Read(FileOf("pieces.yaml"), words));
        var terms = TermFiles(folder).SelectMany(path => reader.Terms(new ListFile(path, faults))).ToList();
        if (terms.Count == 0) faults.Add($"terms.*.yaml: there is no term in {Path.GetFullPath(folder)}; list some");
        var book = new RuleBook(
            folding,
            new TermRules(terms, reader.Innocents(FileOf("innocent.yaml")).ToHashSet()),
            [.. reader.Patterns(FileOf("patterns.yaml"))],
            new LinkRules([.. reader.Links(FileOf("links.yaml"))]));
        return faults.Count == 0 ? book : throw new FaultyFilesException("Moderation list", faults);

        ListFile FileOf(string name) => new(Path.Combine(folder, name), faults);
    }

    private static IEnumerable<string> TermFiles(string folder) => Directory.Exists(folder)
        ? Directory.GetFiles(folder, "terms.*.yaml").Order(StringComparer.Ordinal)
        : [];
}
