using System.Buffers;

namespace Zhiyu.Core.Moderation.Rules;

/// <summary>The groups of digits in a text.</summary>
internal sealed class DigitGroups
{
    private readonly string _text;
    private readonly List<Part> _groups = [];

    private DigitGroups(string text)
    {
        _text = text;
        for (var at = 0; at < text.Length; at++)
        {
            var length = text.AsSpan(at).IndexOfAnyExceptInRange('0', '9');
            if (length == 0) continue;
            if (length < 0) length = text.Length - at;
            _groups.Add(new Part(at, length));
            at += length;
        }
    }

    public static DigitGroups Of(string text) => new(text);

    /// <summary>All sequences of whole groups with a total number of digits in this range.</summary>
    public IEnumerable<DigitWindow> Windows(int min, int max)
    {
        for (var first = 0; first < _groups.Count; first++)
        {
            var digits = 0;
            for (var last = first; last < _groups.Count; last++)
            {
                digits += _groups[last].Length;
                if (digits > max) break;
                if (digits >= min) yield return new DigitWindow(_text, _groups[first..(last + 1)]);
            }
        }
    }
}

/// <summary>Groups of digits that may form one number.</summary>
internal sealed class DigitWindow(string text, IReadOnlyList<Part> groups)
{
    private static readonly SearchValues<char> Dividers = SearchValues.Create("、，,;；|/\n");

    public Part Part { get; } = new(groups[0].At, groups[^1].At + groups[^1].Length - groups[0].At);

    public int Groups => groups.Count;

    /// <summary>The number of digits in the first group.</summary>
    public int First => groups[0].Length;

    public string Digits => string.Concat(groups.Select(group => text.Substring(group.At, group.Length)));

    /// <summary>Whether all digits stand alone, except for at most one group.</summary>
    public bool IsSpelled => groups.Count > 5 && groups.Count(group => group.Length > 1) <= 1;

    public bool HasSizes(IEnumerable<int> sizes) => groups.Select(group => group.Length).SequenceEqual(sizes);

    /// <summary>Whether a later group begins with zero, which numbers in a list do not.</summary>
    public bool HasLeadingZero => groups.Skip(1).Any(group => group.Length > 1 && text[group.At] == '0');

    /// <summary>Whether a list separator stands between two groups.</summary>
    public bool IsDivided => Gaps.Any(gap => gap.AsSpan().ContainsAny(Dividers));

    /// <summary>Whether the same separator stands between all groups.</summary>
    public bool IsUniform => Gaps.Distinct(StringComparer.Ordinal).Count() <= 1;

    private IEnumerable<string> Gaps => groups.Zip(groups.Skip(1), (left, right) =>
        text[(left.At + left.Length)..right.At]);
}
