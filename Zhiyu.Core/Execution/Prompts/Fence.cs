using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Zhiyu.Core.Execution.Prompts;

/// <summary>
/// The mark that opens and closes quotations in one prompt. No quoted text contains it, so no text can close its own
/// fence. It depends only on the texts, so that a replay renders the same bytes.
/// </summary>
internal static class Fence
{
    private const int Digits = 12;

    public static string Around(IReadOnlyCollection<string> quoted)
    {
        // A text with the mark of its own hash would need a search of 2^48; the loop handles even that.
        for (var attempt = 0; ; attempt++)
        {
            var mark = Mark(quoted, attempt);
            if (!quoted.Any(text => text.Contains(mark, StringComparison.OrdinalIgnoreCase)))
                return $"quote-{mark}";
        }
    }

    private static string Mark(IReadOnlyCollection<string> quoted, int attempt)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(attempt.ToString(CultureInfo.InvariantCulture)));
        foreach (var text in quoted)
            hash.AppendData(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        return Convert.ToHexStringLower(hash.GetCurrentHash())[..Digits];
    }
}
