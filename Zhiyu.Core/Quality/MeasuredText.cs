using System.IO.Hashing;
using System.Text;
using System.Text.RegularExpressions;
using Zhiyu.Core.Text;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Quality;

/// <summary>A post or comment with what the measures read of it. Each is computed when it is first needed.</summary>
/// <param name="ParentId">The post or comment that it answers; null for a post.</param>
/// <param name="ParentAuthorId">The author of that.</param>
/// <param name="Body">For a post, title and body.</param>
internal sealed partial record MeasuredText(
    string Id,
    string AuthorId,
    string CommunityId,
    string? ParentId,
    string? ParentAuthorId,
    string Body,
    DateTimeOffset At)
{
    // Three Chinese characters or two English words, as in the check for duplicates.
    private const int ShingleWeight = 3;

    // Eight Chinese characters or words.
    private const int OpeningWords = 8;
    private const int OpeningLength = 20;

    private IReadOnlySet<ulong>? _shingles;
    private IReadOnlyList<int>? _style;
    private string? _own;
    private string? _openingKey;
    private Stance? _stance;

    /// <summary>Its distance from the post, in the tree of replies; 0 for a post.</summary>
    public int Depth { get; init; }

    /// <summary>What its author noted toward whom it answers; null when nothing was noted.</summary>
    public Attitude? Attitude { get; init; }

    /// <summary>The time between what it answers and itself; null for a post.</summary>
    public TimeSpan? Latency { get; init; }

    /// <summary>The price of the run that wrote it; 0 when it is unknown.</summary>
    public decimal Usd { get; init; }

    /// <summary>The name of whom it answers, which says nothing about its author's style.</summary>
    public string ParentAuthorName { get; init; } = "";

    public bool IsComment => ParentId is not null;

    public string ThreadId => Ids.Thread(Id);

    /// <summary>The text without quotations and without the name of whom it answers.</summary>
    public string Own => _own ??= WithoutQuotations(
        ParentAuthorName.Length > 1 ? Body.Replace(ParentAuthorName, " ", StringComparison.Ordinal) : Body);

    /// <summary>For comparing it with other texts. Quotations don't count.</summary>
    public IReadOnlySet<ulong> ShingleHashes => _shingles ??= Shingles.Of(WordTokenizer.Of(Own), ShingleWeight)
        .Select(shingle => XxHash64.HashToUInt64(Encoding.UTF8.GetBytes(shingle)))
        .ToHashSet();

    /// <summary>See <see cref="StyleFeatures"/>. Quotations don't count.</summary>
    public IReadOnlyList<int> Style => _style ??= StyleFeatures.Of(Own);

    /// <summary>Always none for a post.</summary>
    public Stance Stance => _stance ??= IsComment ? StanceWords.Of(Attitude, Body) : Stance.None;

    /// <summary>By what its opening is compared with others.</summary>
    public string OpeningKey => _openingKey ??= string.Join(' ', WordTokenizer.Of(Own).Take(OpeningWords));

    /// <summary>The beginning of what it says itself, on one line.</summary>
    public string Opening
    {
        get
        {
            var line = VisibleText.OneLine(Own).TrimStart([.. " ，。：；、,.:;!?！？-—"]);
            var end = Math.Min(OpeningLength, line.Length);
            return line[..(end > 0 && char.IsHighSurrogate(line[end - 1]) ? end - 1 : end)].TrimEnd();
        }
    }

    /// <summary>The share of common shingles, from 0 to 1.</summary>
    public double Similarity(MeasuredText other)
    {
        var (own, others) = (ShingleHashes, other.ShingleHashes);
        if (own.Count == 0 || others.Count == 0) return 0;
        var common = own.Count(others.Contains);
        return common / (double)(own.Count + others.Count - common);
    }

    /// <summary>Without what is between quotation marks, of any length, and without quoted lines.</summary>
    public static string WithoutQuotations(string text) => Quotation().Replace(text, " ");

    [GeneratedRegex("""「[^「」]*」|『[^『』]*』|“[^“”]*”|"[^"\n]*"|^>.*$""", RegexOptions.Multiline)]
    private static partial Regex Quotation();
}
