namespace Zhiyu.Core.Execution.Output;

/// <summary>Reads an answer to a post or a comment out of a model's text.</summary>
internal static class AgentReply
{
    public static ParsedOutput Parse(string text) => throw new NotImplementedException();
}
