namespace Zhiyu.Core.Allocation;

/// <summary>Queue payload: this run is to be executed.</summary>
public sealed record AssignmentMessage(string RunId)
{
    public const string Queue = "agent-assignments";
}
