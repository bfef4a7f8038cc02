using Zhiyu.Core.Moderation.Rules;
using Zhiyu.Core.Moderation.Texts;

namespace Zhiyu.Core.Moderation.Lists;

/// <summary>Turns list entries into rules, and collects their faults.</summary>
internal sealed class ListReader(Confusables confusables, PatternSets patternSets)
{
    private static readonly Dictionary<string, Func<TextReadings, string>> Readings = new()
    {
        ["plain"] = readings => readings.Plain,
        ["legible"] = readings => readings.Normalized,
        ["joined"] = readings => readings.Joined,
        ["digits"] = readings => readings.Digits,
        ["addresses"] = readings => readings.Addresses,
    };

    private static readonly Dictionary<string, Func<LinkedHost, bool>> Shapes = new()
    {
        ["address"] = host => host.IsAddress,
        ["punycode"] = host => host.IsPunycode,
        ["mixed_scripts"] = host => host.MixesScripts,
        ["user"] = host => host.HasUser,
    };

    private static readonly Dictionary<string, object> Edges = new()
    {
        ["word"] = WordEdge.Word,
        ["number"] = WordEdge.Number,
        ["none"] = WordEdge.None,
    };

    // Shorter terms could match other words when their spaces are removed.
    private const int MinLengthWithoutSpaces = 7;

    private readonly HashSet<string> _ids = [];

    public IEnumerable<(Rule Rule, string Text)> Terms(ListFile file)
    {
        foreach (var entry in file.Read<List<TermEntry>>())
        {
            var rule = RuleOf(file, entry);
            if (entry.Terms is not { Count: > 0 }) file.Fault(entry, "has no terms; list some, or take it out");
            foreach (var text in (entry.Terms ?? []).Select(term => Normalize(file, entry.Id, term)).OfType<string>())
            {
                yield return (rule, text);
                // The term without spaces, as in a hashtag or between letters that are all spaced out.
                if (text.Contains(' ', StringComparison.Ordinal) && text.Length > MinLengthWithoutSpaces)
                    yield return (rule, text.Replace(" ", "", StringComparison.Ordinal));
            }
        }
    }

    public static WordSets Words(ListFile file, Confusables confusables)
    {
        var sets = file.Read<Dictionary<string, List<string>>>();
        foreach (var (name, _) in sets.Where(set => set.Value is not { Count: > 0 }))
            file.Fault($"words '{name}' has none; list some, or take it out");
        return new WordSets(sets.ToDictionary(
            set => set.Key,
            set => (IReadOnlyList<string>)
                [.. (set.Value ?? [])
                    .Select(word => confusables.Fold(NormalizedText.Of(word)).Trim())
                    .Where(word => word != "")]));
    }

    public IEnumerable<string> Innocents(ListFile file)
    {
        foreach (var word in file.Read<List<string>>())
            if (Normalize(file, word, word) is { } text) yield return text;
    }

    public IEnumerable<PatternRule> Patterns(ListFile file)
    {
        var entries = file.Read<List<PatternEntry>>();
        // Compiling takes longer than all other work on the lists and delays the app's start, so it runs in parallel.
        var compiled = new CompiledEntry[entries.Count];
        Parallel.For(0, entries.Count, index => compiled[index] = CompiledEntry.Of(entries[index], patternSets));
        foreach (var (entry, patterns) in entries.Zip(compiled))
        {
            var rule = RuleOf(file, entry);
            var reading = Named(file, entry, entry.In, "a reading", Readings);
            var edge = Named(file, entry, entry.Edge, "an edge", Edges);
            var check = entry.Check.Length == 0
                ? MatchChecks.All
                : Named(file, entry, entry.Check, "a check", MatchChecks.ByName);
            foreach (var fault in patterns.Faults) file.Fault(entry, fault);
            if (patterns.Pattern is { } pattern && reading is not null && edge is WordEdge ends && check is not null)
                yield return new PatternRule(rule, Marked(reading, patterns.Marker), pattern)
                {
                    Check = check,
                    Edge = ends,
                    Cue = patterns.Cue,
                    Unless = patterns.Unless,
                };
        }
    }

    public IEnumerable<LinkRule> Links(ListFile file)
    {
        foreach (var entry in file.Read<List<LinkEntry>>())
        {
            var rule = RuleOf(file, entry);
            if (entry.Hosts.Count + entry.Endings.Count + entry.Shapes.Count == 0)
                file.Fault(entry, "means no link; give it hosts, endings or shapes");
            foreach (var name in entry.Hosts.Concat(entry.Endings).Where(name => !IsName(name)))
                file.Fault(entry, $"has '{name}', which is no host's name; write it in lower case, without a scheme");
            var shapes = entry.Shapes.Select(shape => Named(file, entry, shape, "a shape", Shapes)).ToList();
            yield return new LinkRule(rule, host =>
                entry.Hosts.Any(host.IsWithin)
                || (host.IsWhole && entry.Endings.Any(host.IsWithin))
                || shapes.Any(shape => shape?.Invoke(host) ?? false));
        }
    }

    private Rule RuleOf(ListFile file, ListEntry entry)
    {
        if (entry.Id.Length == 0) file.Fault("an entry has no id; name it");
        else if (!_ids.Add(entry.Id)) file.Fault(entry, "has the id of another; give it one of its own");
        if (entry.Category.Length == 0) file.Fault(entry, "has no category; say what it is about");
        if (entry.Weight is not (> 0 and <= 1))
            file.Fault(entry, FormattableString.Invariant($"weighs {entry.Weight}; use more than 0, at most 1"));
        return new Rule(entry.Id, entry.Category, entry.Weight);
    }

    private string? Normalize(ListFile file, string entry, string term)
    {
        var text = confusables.Fold(NormalizedText.Of(term)).Trim();
        if (text.Length >= 2) return text;
        file.Fault($"entry '{entry}' has '{term}', which is too short to be found; use two characters or more");
        return null;
    }

    private static Func<TextReadings, string> Marked(Func<TextReadings, string> reading, WordSets.Marker? marker) =>
        marker is null ? reading : readings => readings.Marked(reading(readings), marker);

    private static TValue? Named<TValue>(
        ListFile file, ListEntry entry, string name, string what, IReadOnlyDictionary<string, TValue> known)
        where TValue : class
    {
        if (known.TryGetValue(name, out var value)) return value;
        file.Fault(entry, $"names {what} '{name}' that there is not; use one of {string.Join(", ", known.Keys)}");
        return null;
    }

    private static bool IsName(string name) => name.Length > 0 && name.All(c =>
        char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '-') && name[0] != '.';
}
