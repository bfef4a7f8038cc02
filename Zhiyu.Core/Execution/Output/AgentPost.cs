namespace Zhiyu.Core.Execution.Output;

/// <summary>Reads a new post out of a model's text.</summary>
internal static class AgentPost
{
    public static ParsedOutput Parse(string text) => throw new NotImplementedException();
}
