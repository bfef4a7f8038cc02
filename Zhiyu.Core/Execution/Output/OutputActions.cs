using System.Text.RegularExpressions;

namespace Zhiyu.Core.Execution.Output;

/// <summary>What an agent chose to do.</summary>
internal enum OutputAction
{
    Unstated,
    Reply,
    Post,
    Decline,
    Unknown,
}

/// <summary>Reads the action from the words that models use for it. Other words are unknown.</summary>
internal static partial class OutputActions
{
    private static readonly Dictionary<string, OutputAction> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        [""] = OutputAction.Unstated,
        ["reply"] = OutputAction.Reply,
        ["comment"] = OutputAction.Reply,
        ["回复"] = OutputAction.Reply,
        ["回应"] = OutputAction.Reply,
        ["评论"] = OutputAction.Reply,
        ["post"] = OutputAction.Post,
        ["发帖"] = OutputAction.Post,
        ["发布"] = OutputAction.Post,
        ["decline"] = OutputAction.Decline,
        ["declined"] = OutputAction.Decline,
        ["拒绝"] = OutputAction.Decline,
        ["沉默"] = OutputAction.Decline,
        ["保持沉默"] = OutputAction.Decline,
        ["不说"] = OutputAction.Decline,
        ["不发"] = OutputAction.Decline,
        ["不回复"] = OutputAction.Decline,
        ["不回应"] = OutputAction.Decline,
        ["不发帖"] = OutputAction.Decline,
    };

    public static OutputAction Of(string action) =>
        Known.GetValueOrDefault(action.Trim(' ', '。', '.', '!', '！'), OutputAction.Unknown);

    /// <summary>Reads a decline in plain text, with an optional reason; null when the text is something else.</summary>
    public static ParsedOutput? BareDecline(string text) =>
        BarePattern().Match(text) is { Success: true } match && Of(match.Groups["word"].Value) == OutputAction.Decline
            ? ParsedOutput.Decline.For(match.Groups["reason"].Value.Trim())
            : null;

    // Matches 「（沉默）」, 「**decline**」, 「action: decline」, 「不说。」 or 「decline：没有新东西」, and nothing more.
    [GeneratedRegex("""
        \A [\s*_`"“「（(\[【]* (action \s* [:：=] \s*)? (?<word> [a-z]+ | \p{IsCJKUnifiedIdeographs}{1,5} )
        [\s*_`"”」）)\]】。.!！]* ( [:：] (?<reason> .{1,500} ) )? \z
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex BarePattern();
}
