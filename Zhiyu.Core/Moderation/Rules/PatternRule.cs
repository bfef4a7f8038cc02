using System.Text.RegularExpressions;
using Zhiyu.Core.Moderation.Texts;

namespace Zhiyu.Core.Moderation.Rules;

/// <summary>Finds what a pattern describes and a check confirms.</summary>
/// <param name="Reading">Where it looks.</param>
/// <param name="Pattern">In linear time, whatever the text: it never backtracks.</param>
/// <param name="Check">Whether what was found is what it looks like; null where the pattern says it all.</param>
internal sealed record PatternRule(
    Rule Rule, Func<TextReadings, string> Reading, Regex Pattern, Func<string, bool>? Check)
{
    /// <summary>In a text of 200,000 characters none needs a fiftieth of it.</summary>
    public static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(1);

    /// <exception cref="RegexMatchTimeoutException">It took longer than its limit.</exception>
    public bool IsIn(TextReadings readings)
    {
        var text = Reading(readings);
        for (var match = Pattern.Match(text); match.Success; match = match.NextMatch())
        {
            if (!Boundary.IsAround(text, match.Index, match.Length)) continue;
            var value = match.Groups["value"];
            if (Check is null || Check(value.Success ? value.Value : match.Value)) return true;
        }

        return false;
    }
}
