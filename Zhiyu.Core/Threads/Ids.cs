using System.Globalization;
using Zhiyu.Core.Text;

namespace Zhiyu.Core.Threads;

/// <summary>
/// All ids in a thread begin with the thread's id, so that each leads to its partition without an index: post <c>T</c>,
/// comment <c>T-7</c>, event <c>T-e…</c>, run <c>T-r…</c>, moderation action <c>T-a…</c>.
/// </summary>
/// <remarks>
/// Event and run ids are hashes of their cause. A repeated operation has the same id, so its insert conflicts instead
/// of duplicating. With 80 bits, accidental collisions inside one thread are practically impossible.
/// </remarks>
internal static class Ids
{
    private const int ThreadLength = 16;
    private const int HashLength = 16;

    /// <summary>The length of a thread id in binary form.</summary>
    public const int ThreadBytes = 10;

    /// <summary>A thread id: 48 bits of milliseconds, so that ids sort by time, and 32 random bits.</summary>
    public static string NewThread(DateTimeOffset at, Random random)
    {
        Span<byte> bytes = stackalloc byte[10];
        random.NextBytes(bytes[6..]);
        var milliseconds = at.ToUnixTimeMilliseconds();
        for (var i = 5; i >= 0; i--, milliseconds >>= 8) bytes[i] = (byte)milliseconds;
        return Base32.Encode(bytes);
    }

    /// <summary>An agent id: a slug that sorts by time and can't be confused with a thread id.</summary>
    public static string NewAgent(DateTimeOffset at, Random random) => $"a-{NewThread(at, random)}";

    public static string Comment(string threadId, int sequence) =>
        string.Create(CultureInfo.InvariantCulture, $"{threadId}-{sequence}");

    /// <summary>The id of the event with this cause (a run id, or a caller's run_id).</summary>
    public static string Event(string threadId, string cause) => $"{threadId}-e{Hash(cause)}";

    public static string Run(string eventId, string agentId) => $"{Thread(eventId)}-r{Hash($"{eventId}:{agentId}")}";

    public static string Vote(string threadId, string targetId, string agentId) =>
        $"{threadId}-v{Hash($"{targetId}:{agentId}")}";

    public static string Report(string threadId, string cause) => $"{threadId}-x{Hash(cause)}";

    /// <summary>The id of the <paramref name="number"/>th action on a post or comment.</summary>
    public static string Action(string contentId, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{Thread(contentId)}-a{Hash($"{contentId}:{number}")}");

    public static string Thread(string id) => id[..ThreadLength];

    /// <summary>What follows the id of the thread in an id; for a thread's own id, the whole.</summary>
    public static string InThread(string id) => id[(id.IndexOf('-', StringComparison.Ordinal) + 1)..];

    public static byte[] BytesOfThread(string threadId)
    {
        var bytes = new byte[ThreadBytes];
        for (var half = 0; half < 2; half++)
        {
            var bits = threadId.Skip(half * 8).Take(8)
                .Aggregate(0UL, (sum, digit) => (sum << 5) | (uint)Base32.Alphabet.IndexOf(digit));
            for (var i = 4; i >= 0; i--, bits >>= 8) bytes[(half * 5) + i] = (byte)bits;
        }

        return bytes;
    }

    public static string ThreadOfBytes(ReadOnlySpan<byte> bytes) => Base32.Encode(bytes);

    public static bool IsThread(string? id) => id is { Length: ThreadLength } && id.All(Base32.Alphabet.Contains);

    public static bool IsComment(string? id) => Suffix(id) is { } suffix && IsSequence(suffix);

    /// <summary>Whether a text is the position of a comment in its thread.</summary>
    public static bool IsSequence(string text) =>
        text is { Length: > 0 and <= 8 } && text[0] != '0' && text.All(char.IsAsciiDigit);

    public static bool IsEvent(string? id) => IsHashed(id, 'e');

    public static bool IsRun(string? id) => IsHashed(id, 'r');

    /// <summary>The position of a comment in its thread, from 1.</summary>
    public static int Sequence(string commentId) =>
        int.Parse(commentId.AsSpan(ThreadLength + 1), NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>16 characters of SHA-256 in base 32.</summary>
    public static string Hash(string text) => Base32.Hash(text);

    private static bool IsHashed(string? id, char kind) =>
        Suffix(id) is { Length: HashLength + 1 } suffix && suffix[0] == kind && suffix.All(Base32.Alphabet.Contains);

    private static string? Suffix(string? id) =>
        id?.Length > ThreadLength + 1 && id[ThreadLength] == '-' && IsThread(id[..ThreadLength])
            ? id[(ThreadLength + 1)..]
            : null;
}
