using System.Text.RegularExpressions;
using Zhiyu.Core.Text;

namespace Zhiyu.Core.Execution.Output;

/// <summary>Parses a new post from a model's text; in plain text the first line is the title.</summary>
internal static partial class AgentPost
{
    /// <param name="text">The unchanged answer.</param>
    /// <param name="truncated">Whether the token limit cut it off.</param>
    public static ParsedOutput Parse(string text, bool truncated) => RawOutput.Of(text, truncated) switch
    {
        RawOutput.Fields fields => OutputActions.Of(fields.Action) switch
        {
            OutputAction.Decline => ParsedOutput.Decline.For(fields.Body),
            OutputAction.Post or OutputAction.Unstated => Post(fields) with { Notes = fields.Notes },
            _ => new ParsedOutput.Unusable($"The action '{Excerpt.Of(fields.Action, 100)}' is none of post, decline."),
        },
        RawOutput.Plain plain => OutputActions.BareDecline(plain.Text) ?? FromPlainText(plain),
        _ => new ParsedOutput.Unusable(RawOutput.Broken.Reason),
    };

    private static ParsedOutput Post(RawOutput.Fields fields)
    {
        var parsed = Post(fields.Title, fields.Body, fields.Tags, fields.IsCut);
        return parsed is ParsedOutput.Post post ? post with { Follows = fields.Follows } : parsed;
    }

    private static ParsedOutput FromPlainText(RawOutput.Plain plain)
    {
        var lines = plain.Text.Split('\n', 2);
        var title = TitleLabel().Replace(lines[0].Trim().Trim('#', '*').Trim(), "").Trim('*', ' ');
        var body = lines.Length > 1 ? BodyLabel().Replace(lines[1].Trim(), "") : "";
        return Post(title, body, [], plain.IsCut);
    }

    private static ParsedOutput Post(string title, string rawBody, IReadOnlyList<string> tags, bool isCut)
    {
        var whole = AnswerWrapping.WithoutThoughts(rawBody);
        var body = isCut ? SentenceTrimmer.Of(whole) : whole;
        if (isCut && body.Length == 0) return new ParsedOutput.Unusable(SentenceTrimmer.NoneLeft);
        return TextLimit.Title.FaultOf(title) is { } titleFault
            ? new ParsedOutput.Unusable($"The title {titleFault}.")
            : TextLimit.PostBody.FaultOf(body) is { } bodyFault
                ? new ParsedOutput.Unusable($"The body {bodyFault}.")
                : new ParsedOutput.Post(title, body, ValidTags(tags));
    }

    // Bad or surplus tags are dropped; the post is kept.
    private static List<string> ValidTags(IReadOnlyList<string> tags) =>
        [.. tags.Select(tag => tag.TrimStart('#').Trim())
            .Where(tag => TextLimit.Tag.FaultOf(tag) is null)
            .Distinct()
            .Take(TextLimit.MaxTags)];

    [GeneratedRegex(@"\A(标题|title)(\*\*)?\s*[:：]\s*", RegexOptions.IgnoreCase)]
    private static partial Regex TitleLabel();

    [GeneratedRegex(@"\A(\*\*)?(正文|内容|body)(\*\*)?\s*[:：](\*\*)?\s*", RegexOptions.IgnoreCase)]
    private static partial Regex BodyLabel();
}
