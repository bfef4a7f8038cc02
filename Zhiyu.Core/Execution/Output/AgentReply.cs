using Zhiyu.Core.Forum;

namespace Zhiyu.Core.Execution.Output;

/// <summary>Reads an answer to a post or a comment out of a model's text.</summary>
internal static class AgentReply
{
    public static ParsedOutput Parse(string text)
    {
        var bare = ModelText.Bare(text);
        if (ModelText.FindObject(bare) is not { } found)
            return ModelText.IsBrokenObject(bare) ? new ParsedOutput.Unusable(ModelText.Broken) : Reply(bare);
        return found.Text("action") switch
        {
            "decline" => new ParsedOutput.Decline(found.Text("body")),
            "reply" or "" => Reply(found.Text("body")),
            var other => new ParsedOutput.Unusable($"The action '{other}' is none of reply, decline."),
        };
    }

    private static ParsedOutput Reply(string body) =>
        TextLimit.CommentBody.FaultOf(body) is { } fault
            ? new ParsedOutput.Unusable($"The body {fault}.")
            : new ParsedOutput.Reply(body);
}
