using System.Buffers;
using Zhiyu.Core.Moderation.Lists;
using Zhiyu.Core.Moderation.Texts;

namespace Zhiyu.Core.Moderation.Rules;

/// <summary>Finds the terms of all lists in one pass over a text.</summary>
/// <remarks>
/// A Latin term matches only as a whole word (the Scunthorpe problem); a Chinese term matches anywhere, except inside
/// an innocent word that contains it.
/// </remarks>
internal sealed class TermRules : IRuleType
{
    // Shorter terms could match other words when their spaces are removed.
    private const int MinLengthWithoutSpaces = 7;

    private readonly SearchValues<string> _all;
    private readonly Dictionary<(char, char), List<Term>> _byStart;

    public TermRules(IEnumerable<(Rule Rule, string Text)> terms, IReadOnlyCollection<string> innocents)
    {
        var all = terms
            .GroupBy(term => term.Text, StringComparer.Ordinal)
            .Select(same => new Term(same.Key, [.. same.Select(term => term.Rule)], InnocentsWith(same.Key, innocents)))
            .ToList();
        _all = SearchValues.Create([.. all.Select(term => term.Text)], StringComparison.Ordinal);
        _byStart = all.GroupBy(term => (term.Text[0], term.Text[1])).ToDictionary(x => x.Key, x => x.ToList());
    }

    public static TermRules Read(ListFolder folder)
    {
        var terms = folder.Files("terms.*.yaml").SelectMany(file => TermsOf(folder, file)).ToList();
        if (terms.Count == 0) folder.Fault("terms.*.yaml", $"there is no term in {folder.FullPath}; list some");
        return new TermRules(terms, InnocentsOf(folder, folder.File("innocent.yaml")).ToHashSet());
    }

    public IEnumerable<Finding> Find(IReadOnlyList<NormalizedForms> readings)
    {
        var found = new HashSet<Term>();
        foreach (var words in readings.SelectMany(each => each.Words).Distinct()) Find(words, found);
        return found.SelectMany(term => term.Rules).CountBy(rule => rule)
            .Select(times => new Finding(times.Key, times.Value));
    }

    private static IEnumerable<(Rule Rule, string Text)> TermsOf(ListFolder folder, ListFile file)
    {
        foreach (var entry in file.Read<List<TermEntry>>())
        {
            var rule = folder.RuleOf(file, entry);
            if (entry.Terms is not { Count: > 0 }) file.Fault(entry, "has no terms; list some, or take it out");
            foreach (var text in (entry.Terms ?? [])
                .Select(term => folder.Normalize(file, entry.Id, term)).OfType<string>())
            {
                yield return (rule, text);
                // The term without spaces, as in a hashtag or between letters that are all spaced out.
                if (text.Contains(' ', StringComparison.Ordinal) && text.Length > MinLengthWithoutSpaces)
                    yield return (rule, text.Replace(" ", "", StringComparison.Ordinal));
            }
        }
    }

    private static IEnumerable<string> InnocentsOf(ListFolder folder, ListFile file) =>
        file.Read<List<string>>().Select(word => folder.Normalize(file, word, word)).OfType<string>();

    private void Find(string text, HashSet<Term> found)
    {
        for (var at = 0; at < text.Length; at++)
        {
            var next = text.AsSpan(at).IndexOfAny(_all);
            if (next < 0) return;
            at += next;
            foreach (var term in _byStart[(text[at], text[at + 1])])
                if (term.IsAt(text, at)) found.Add(term);
        }
    }

    private static (string, int)[] InnocentsWith(string term, IEnumerable<string> innocents) =>
        [.. innocents.Select(innocent => (innocent, innocent.IndexOf(term, StringComparison.Ordinal)))
            .Where(around => around.Item2 >= 0)];

    /// <param name="Innocents">Innocent words that contain the term, and at which index.</param>
    private sealed record Term(string Text, Rule[] Rules, (string Word, int At)[] Innocents)
    {
        public bool IsAt(string text, int at) =>
            string.CompareOrdinal(text, at, Text, 0, Text.Length) == 0
            && WordBoundary.IsAround(text, at, Text.Length)
            && !Innocents.Any(around => at >= around.At
                && string.CompareOrdinal(text, at - around.At, around.Word, 0, around.Word.Length) == 0);
    }
}

/// <summary>An entry of <c>terms.*.yaml</c>.</summary>
internal sealed class TermEntry : ListEntry
{
    public List<string>? Terms { get; init; }
}
