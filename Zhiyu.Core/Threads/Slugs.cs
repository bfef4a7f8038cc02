using System.Text.RegularExpressions;

namespace Zhiyu.Core.Threads;

/// <summary>The form of agent and community ids.</summary>
internal static partial class Slugs
{
    public const string Form = "1 to 64 characters of a-z, 0-9 and '-', not beginning with '-'";

    public static bool IsSlug(string text) => Pattern.IsMatch(text);

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9-]{0,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern { get; }
}
