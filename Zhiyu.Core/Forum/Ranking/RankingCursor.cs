using System.Buffers;
using System.Buffers.Text;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Forum.Ranking;

/// <summary>The posts of a ranking that were not shown yet, in the order of the first page.</summary>
/// <remarks>
/// A ranking is recalculated every minute, so an offset would repeat some posts and skip others. The cursor lists the
/// posts themselves: ten bytes each, and <see cref="PostRanking.Kept"/> of them fit into a URL.
/// </remarks>
internal static class RankingCursor
{
    public static string Of(IEnumerable<string> postIds) =>
        Base64Url.EncodeToString(postIds.SelectMany(Ids.BytesOfThread).ToArray());

    /// <summary>False for text that <see cref="Of"/> can't have created.</summary>
    public static bool IsCursor(string text) =>
        TryDecode(text, out var bytes)
        && bytes.Length % Ids.ThreadBytes == 0
        && bytes.Length / Ids.ThreadBytes is > 0 and < PostRanking.Kept
        && Base64Url.EncodeToString(bytes) == text
        && Parse(text) is var ids && ids.Distinct(StringComparer.Ordinal).Count() == ids.Count;

    public static IReadOnlyList<string> Parse(string cursor) => TryDecode(cursor, out var bytes)
        ? [.. bytes.Chunk(Ids.ThreadBytes).Select(ten => Ids.ThreadOfBytes(ten))]
        : throw new FormatException("The text is no cursor of a ranking.");

    private static bool TryDecode(string text, out byte[] bytes)
    {
        var buffer = new byte[Base64Url.GetMaxDecodedLength(text.Length)];
        var isDone = Base64Url.DecodeFromChars(text, buffer, out _, out var length) == OperationStatus.Done;
        bytes = buffer[..length];
        return isDone;
    }
}
