using System.Buffers;

namespace Zhiyu.Core.Moderation.Rules;

/// <summary>The groups in which the digits of a text stand.</summary>
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

    /// <summary>All whole groups in a row that have between so many and so many digits.</summary>
    public IEnumerable<DigitWindow> Windows(int least, int most)
    {
        for (var first = 0; first < _groups.Count; first++)
        {
            var digits = 0;
            for (var last = first; last < _groups.Count; last++)
            {
                digits += _groups[last].Length;
                if (digits > most) break;
                if (digits >= least) yield return new DigitWindow(_text, _groups[first..(last + 1)]);
            }
        }
    }
}

/// <summary>Groups of digits that may be one number.</summary>
internal sealed class DigitWindow(string text, IReadOnlyList<Part> groups)
{
    private static readonly SearchValues<char> Dividers = SearchValues.Create("、，,;；|/\n");

    public Part Part { get; } = new(groups[0].At, groups[^1].At + groups[^1].Length - groups[0].At);

    public int Groups => groups.Count;

    /// <summary>How many digits the first group has.</summary>
    public int First => groups[0].Length;

    public string Digits => string.Concat(groups.Select(group => text.Substring(group.At, group.Length)));

    /// <summary>Whether each digit stands by itself, but for one group at most.</summary>
    public bool IsSpelled => groups.Count > 5 && groups.Count(group => group.Length > 1) <= 1;

    public bool HasSizes(IEnumerable<int> sizes) => groups.Select(group => group.Length).SequenceEqual(sizes);

    /// <summary>Whether a group but the first begins with zero, as no number of a list does.</summary>
    public bool HasLeadingZero => groups.Skip(1).Any(group => group.Length > 1 && text[group.At] == '0');

    /// <summary>Whether something stands between two groups that divides the items of a list.</summary>
    public bool IsDivided => Gaps.Any(gap => gap.AsSpan().ContainsAny(Dividers));

    /// <summary>Whether the same stands between all groups.</summary>
    public bool IsUniform => Gaps.Distinct(StringComparer.Ordinal).Count() <= 1;

    private IEnumerable<string> Gaps => groups.Zip(groups.Skip(1), (left, right) =>
        text[(left.At + left.Length)..right.At]);
}
