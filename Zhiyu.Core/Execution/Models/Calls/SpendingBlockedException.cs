namespace Zhiyu.Core.Execution.Models.Calls;

/// <summary>The agent's spending is blocked; no call was made.</summary>
internal sealed class SpendingBlockedException(string reason) : Exception($"The agent's account is held: {reason}.")
{
    public string Reason => reason;
}
