using System.Globalization;

namespace Zhiyu.Core.Execution.Output;

/// <summary>The sizes of the HTTP contract, in text elements: what a reader would call characters.</summary>
internal static class ContentLimits
{
    public const int Title = 300;
    public const int PostBody = 50_000;
    public const int CommentBody = 10_000;
    public const int Tags = 10;
    public const int Tag = 50;

    /// <summary>Why the text cannot be published; null where it can. Nothing is cut silently.</summary>
    public static string? FaultOf(string name, string text, int limit)
    {
        if (string.IsNullOrWhiteSpace(text))
            return $"The {name} is empty.";
        var length = new StringInfo(text).LengthInTextElements;
        return length > limit ? $"The {name} has {length} characters; {limit} are allowed." : null;
    }
}
