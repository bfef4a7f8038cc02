using Zhiyu.Core.Moderation.Rules;
using Zhiyu.Core.Settings;

namespace Zhiyu.Core.Moderation.Lists;

/// <summary>Loads the lists of a folder; they are read and compiled once.</summary>
internal static class ModerationLists
{
    /// <exception cref="FaultyFilesException">Some files are invalid; the message lists all faults.</exception>
    public static RuleBook Load(string folder)
    {
        List<string> faults = [];
        var confusables = ConfusablesReader.Read(FileOf("folding.yaml"));
        var words = ListReader.Words(FileOf("words.yaml"), confusables);
        var reader = new ListReader(confusables, PatternSets.Read(FileOf("pieces.yaml"), words));
        var terms = TermFiles(folder).SelectMany(path => reader.Terms(new ListFile(path, faults))).ToList();
        if (terms.Count == 0) faults.Add($"terms.*.yaml: there is no term in {Path.GetFullPath(folder)}; list some");
        var book = new RuleBook(
            confusables,
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
