using Microsoft.Extensions.AI;

namespace Zhiyu.Core.Execution.Models.Calls;

/// <summary>The options of a call that is made for a run; they carry the call to all decorators.</summary>
/// <remarks>
/// A property of its own, because the telemetry decorator writes all <c>AdditionalProperties</c> into the span.
/// </remarks>
internal sealed class RunChatOptions : ChatOptions
{
    public RunChatOptions(ModelCall call) => Call = call;

    private RunChatOptions(RunChatOptions other) : base(other) => Call = other.Call;

    public ModelCall Call { get; }

    public override ChatOptions Clone() => new RunChatOptions(this);
}
