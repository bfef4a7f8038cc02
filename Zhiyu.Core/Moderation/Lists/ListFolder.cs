using Zhiyu.Core.Moderation.Texts;

namespace Zhiyu.Core.Moderation.Lists;

/// <summary>The files of a folder, what rules of several types share, and all faults that are found.</summary>
internal sealed class ListFolder
{
    private readonly string _path;
    private readonly List<string> _faults = [];
    private readonly HashSet<string> _ids = [];

    public ListFolder(string path)
    {
        _path = path;
        Confusables = ConfusablesReader.Read(File("folding.yaml"));
        var words = WordsIn(File("words.yaml"));
        Patterns = PatternSets.Read(File("pieces.yaml"), words);
    }

    /// <summary>One sentence each, with the name of its file.</summary>
    public IReadOnlyList<string> Faults => _faults;

    public Confusables Confusables { get; }

    public PatternSets Patterns { get; }

    public ListFile File(string name) => new(Path.Combine(_path, name), _faults);

    /// <summary>All files of such a name, in the order of their names.</summary>
    public IEnumerable<ListFile> Files(string name) => Directory.Exists(_path)
        ? Directory.GetFiles(_path, name).Order(StringComparer.Ordinal).Select(path => new ListFile(path, _faults))
        : [];

    public void Fault(string file, string what) => _faults.Add($"{file}: {what}");

    public string FullPath => Path.GetFullPath(_path);

    public Rule RuleOf(ListFile file, ListEntry entry)
    {
        if (entry.Id.Length == 0) file.Fault("an entry has no id; name it");
        else if (!_ids.Add(entry.Id)) file.Fault(entry, "has the id of another; give it one of its own");
        if (entry.Category.Length == 0) file.Fault(entry, "has no category; say what it is about");
        if (entry.Weight is not (> 0 and <= 1))
            file.Fault(entry, FormattableString.Invariant($"weighs {entry.Weight}; use more than 0, at most 1"));
        return new Rule(entry.Id, entry.Category, entry.Weight);
    }

    /// <summary>A term as texts are searched for it; null, with a fault, when it is too short.</summary>
    public string? Normalize(ListFile file, string entry, string term)
    {
        var text = Folded(term);
        if (text.Length >= 2) return text;
        file.Fault($"entry '{entry}' has '{term}', which is too short to be found; use two characters or more");
        return null;
    }

    private WordSets WordsIn(ListFile file)
    {
        var sets = file.Read<Dictionary<string, List<string>>>();
        foreach (var (name, _) in sets.Where(set => set.Value is not { Count: > 0 }))
            file.Fault($"words '{name}' has none; list some, or take it out");
        return new WordSets(sets.ToDictionary(
            set => set.Key,
            set => (IReadOnlyList<string>)[.. (set.Value ?? []).Select(Folded).Where(word => word != "")]));
    }

    private string Folded(string term) => Confusables.Fold(NormalizedText.Of(term)).Trim();
}
