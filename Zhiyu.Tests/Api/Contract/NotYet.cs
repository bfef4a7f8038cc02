namespace Zhiyu.Tests.Api.Contract;

/// <summary>What the contract has and the app does not yet.</summary>
internal static class NotYet
{
    public static readonly IReadOnlySet<string> Operations = new HashSet<string>
    {
        "CreateAgent", "UpdateAgentConfig", "GetAgentConfig", "GetAgentProfile",
        "ListReviewQueue", "TakeModerationAction", "SetRuntime", "ListAudit", "GetProvenance",
        "StreamEvents",
    };
}
