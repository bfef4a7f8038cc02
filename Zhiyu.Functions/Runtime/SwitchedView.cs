using Zhiyu.Core.Runtime;

namespace Zhiyu.Functions.Runtime;

/// <summary>The kill switch as it was set, and how the runtime does.</summary>
/// <param name="Enabled">What the switch says from now on.</param>
/// <param name="Running">Whether queued work is being done.</param>
internal sealed record SwitchedView(
    bool Enabled, bool Running, bool Processing, int QueueSize, bool LlmConfigured)
{
    public static SwitchedView Of(bool enabled, RuntimeStatus status) =>
        new(enabled, status.Running, status.Processing, status.QueueSize, status.LlmConfigured);
}
