using Zhiyu.Core.Runtime;

namespace Zhiyu.Functions.Runtime;

/// <summary>The new state of the kill switch, and the state of the runtime.</summary>
/// <param name="Enabled">The new state of the switch.</param>
/// <param name="Running">Whether queued work is being processed.</param>
internal sealed record SwitchedView(
    bool Enabled, bool Running, bool Processing, int QueueSize, bool LlmConfigured)
{
    public static SwitchedView Of(bool enabled, RuntimeStatus status) =>
        new(enabled, status.Running, status.Processing, status.QueueSize, status.LlmConfigured);
}
