using Zhiyu.Core.Text;

namespace Zhiyu.Core.Execution.Output;

/// <summary>Parses a reply to a post or comment from a model's text.</summary>
internal static class AgentReply
{
    /// <param name="text">The unchanged answer.</param>
    /// <param name="truncated">Whether the token limit cut it off.</param>
    /// <param name="speaker">The agent's name, which some models put before the text.</param>
    public static ParsedOutput Parse(string text, bool truncated, string speaker) =>
        RawOutput.Of(text, truncated) switch
        {
            RawOutput.Fields fields => OutputActions.Of(fields.Action) switch
            {
                OutputAction.Decline => ParsedOutput.Decline.For(fields.Body) with { Votes = fields.Votes },
                OutputAction.Reply or OutputAction.Unstated => Reply(fields.Body, fields.IsCut, speaker) with
                {
                    Votes = fields.Votes,
                    Notes = fields.Notes,
                    Attitude = fields.Attitude,
                },
                _ => new ParsedOutput.Unusable(
                    $"The action '{Excerpt.Of(fields.Action, 100)}' is none of reply, decline."),
            },
            RawOutput.Plain plain =>
                OutputActions.BareDecline(plain.Text) ?? Reply(plain.Text, plain.IsCut, speaker),
            _ => new ParsedOutput.Unusable(RawOutput.Broken.Reason),
        };

    private static ParsedOutput Reply(string rawBody, bool isCut, string speaker)
    {
        var unwrapped = AnswerWrapping.WithoutName(AnswerWrapping.WithoutThoughts(rawBody), speaker);
        var body = isCut ? SentenceTrimmer.Of(unwrapped) : unwrapped;
        if (isCut && body.Length == 0) return new ParsedOutput.Unusable(SentenceTrimmer.NoneLeft);
        return TextLimit.CommentBody.FaultOf(body) is { } fault
            ? new ParsedOutput.Unusable($"The body {fault}.")
            : new ParsedOutput.Reply(body);
    }
}
