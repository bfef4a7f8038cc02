using System.Text.RegularExpressions;

namespace Zhiyu.Core.Moderation.Texts;

/// <summary>Restores the characters of addresses that were replaced to hide them: <c>bit[.]ly</c>, 。, (at).</summary>
internal static partial class AddressDeobfuscation
{
    private const string Open = @"[\[({<【「〔]";
    private const string Close = @"[\])}>】」〕]";

    /// <param name="text">The text in lower case.</param>
    public static string Of(string text) =>
        Scheme().Replace(At().Replace(Dot().Replace(text, "."), "@"), "http${secure}://");

    [GeneratedRegex(
        $@"(?<=[a-z0-9])(?: ?{Open} ?(?:\.|。|dot|点) ?{Close} ?|。| ?\. ?(?=[a-z]{{2,6}}/))(?=[a-z0-9])")]
    private static partial Regex Dot();

    [GeneratedRegex($"(?<=[a-z0-9]) ?{Open} ?(?:@|at|a t|艾特) ?{Close} ?(?=[a-z0-9])")]
    private static partial Regex At();

    [GeneratedRegex(@"h(?:xx|\*\*|tt)p(?<secure>s?) ?: ?//", RegexOptions.NonBacktracking)]
    private static partial Regex Scheme();
}
