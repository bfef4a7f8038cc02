using System.Buffers;
using System.Collections.Concurrent;
using System.Text;

namespace Zhiyu.Core.Moderation.Texts;

/// <summary>
/// Sets of words. A text can be rewritten with one mark for any word of a set, which keeps patterns of many words
/// short.
/// </summary>
internal sealed class WordSets(IReadOnlyDictionary<string, IReadOnlyList<string>> sets)
{
    // Private-use characters have no meaning in texts; those that occur are removed first.
    private const char FirstMark = '\uE000';
    private const char LastMark = '\uF8FF';

    private readonly Dictionary<string, char> _marks = sets.Keys.Order(StringComparer.Ordinal).Index()
        .ToDictionary(set => set.Item, set => (char)(FirstMark + set.Index));

    private readonly ConcurrentDictionary<string, Marker> _markers = new();

    public bool Contains(string name) => _marks.ContainsKey(name);

    public char MarkOf(string name) => _marks[name];

    /// <summary>The marker for some sets, cached.</summary>
    public Marker MarkerOf(IEnumerable<string> names)
    {
        var all = names.Order(StringComparer.Ordinal).ToList();
        return _markers.GetOrAdd(string.Join(' ', all), _ => new Marker(
            all.SelectMany(name => sets[name].Select(word => (word, _marks[name])))));
    }

    /// <summary>Replaces words by the marks of their sets.</summary>
    internal sealed class Marker
    {
        private readonly SearchValues<string> _all;
        private readonly ILookup<char, (string Word, char Mark)> _byStart;

        public Marker(IEnumerable<(string Word, char Mark)> words)
        {
            var longestFirst = words.OrderByDescending(word => word.Word.Length).ToList();
            _all = SearchValues.Create([.. longestFirst.Select(word => word.Word)], StringComparison.Ordinal);
            _byStart = longestFirst.ToLookup(word => word.Word[0]);
        }

        public string Mark(string text)
        {
            var marked = new StringBuilder(text.Length);
            var at = 0;
            while (at < text.Length)
            {
                var next = text.AsSpan(at).IndexOfAny(_all);
                Copy(text.AsSpan(at, next < 0 ? text.Length - at : next), marked);
                if (next < 0) break;
                at += next;
                var found = _byStart[text[at]].FirstOrDefault(word => IsAt(text, at, word.Word));
                if (found.Word is null) Copy(text.AsSpan(at, 1), marked);
                else marked.Append(found.Mark);
                at += found.Word?.Length ?? 1;
            }

            return marked.ToString();
        }

        // A digit may be adjacent to a Latin word, a letter may not.
        private static bool IsAt(string text, int at, string word)
        {
            var end = at + word.Length;
            return string.CompareOrdinal(text, at, word, 0, word.Length) == 0
                && !(at > 0 && char.IsAsciiLetter(text[at - 1]) && char.IsAsciiLetter(word[0]))
                && !(end < text.Length && char.IsAsciiLetter(text[end]) && char.IsAsciiLetter(word[^1]));
        }

        private static void Copy(ReadOnlySpan<char> text, StringBuilder marked)
        {
            foreach (var c in text) marked.Append(c is >= FirstMark and <= LastMark ? '\uFFFD' : c);
        }
    }
}
