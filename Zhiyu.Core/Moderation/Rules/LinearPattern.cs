using System.Text.RegularExpressions;

namespace Zhiyu.Core.Moderation.Rules;

/// <summary>
/// A pattern whose time is linear in the length of the text, so that it needs no timeout. It is checked when it is
/// read, and compiled at its first use.
/// </summary>
/// <remarks>To compile the patterns of all lists takes a third of a start's processor time, and 70 MiB.</remarks>
internal sealed partial class LinearPattern
{
    private readonly Lazy<Regex> _compiled;

    private LinearPattern(string pattern) =>
        _compiled = new(() => new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant));

    public Regex Regex => _compiled.Value;

    /// <exception cref="ArgumentException">The pattern is invalid, or its time can't be linear.</exception>
    public static LinearPattern Parse(string pattern)
    {
        _ = new Regex(pattern, RegexOptions.CultureInvariant);
        var found = Backtracking.Match(HarmlessEscape.Replace(pattern, "_"));
        return found.Success
            ? throw new ArgumentException($"'{found.Value}' needs backtracking")
            : new LinearPattern(pattern);
    }

    // Look-arounds, atomic groups, conditions, balancing groups, back-references and the end of the last match.
    [GeneratedRegex(@"\(\?(?:[=!>(]|<[=!]|[<'][^>']*-)|\\[1-9kG]", RegexOptions.NonBacktracking)]
    private static partial Regex Backtracking { get; }

    [GeneratedRegex(@"\\[^1-9kG]", RegexOptions.NonBacktracking)]
    private static partial Regex HarmlessEscape { get; }
}
