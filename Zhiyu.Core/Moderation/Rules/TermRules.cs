using System.Buffers;

namespace Zhiyu.Core.Moderation.Rules;

/// <summary>Finds the terms of all lists in one pass over a text.</summary>
/// <remarks>
/// A Latin term matches only as a whole word (the Scunthorpe problem); a Chinese term matches anywhere, except inside
/// an innocent word that contains it.
/// </remarks>
internal sealed class TermRules
{
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

    public IEnumerable<Finding> Find(IEnumerable<string> readings)
    {
        var found = new HashSet<Term>();
        foreach (var reading in readings) Find(reading, found);
        return found.SelectMany(term => term.Rules).CountBy(rule => rule)
            .Select(times => new Finding(times.Key, times.Value));
    }

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
