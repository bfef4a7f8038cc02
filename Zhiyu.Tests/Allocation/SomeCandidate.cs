using Zhiyu.Core.Agents;
using Zhiyu.Core.Allocation;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Allocation;

/// <summary>A comment of "writer", and the only candidate for it: the agent "me".</summary>
internal static class SomeCandidate
{
    public static readonly AgentConfiguration Setup = Some.Agent("me").Configurations[0];

    private static readonly AllocationOptions Options = new() { BaseQuotaComment = 3 };
    private static readonly string Thread = Ids.NewThread(Some.Time, Some.Random());

    public static IReadOnlyList<CandidateFilter> FiltersOf(AgentAvailability standing, AllocationInput? input = null) =>
        Assert.Single(Decide(With(input ?? Input("好。"), standing)).Record.Candidates).Filters;

    public static AllocationDecision Decide(AllocationInput input) => AllocationDecision.Decide(input, Options);

    public static AllocationInput With(AllocationInput input, AgentAvailability standing) =>
        input with { Considered = [standing] };

    public static AgentAvailability Me(AgentConfiguration? setup = null) =>
        new(Some.Agent("me") with { Configurations = [setup ?? Setup] }, LastCalledAt: null, Exhausted: null);

    public static ResponseWindow Window(params Response[] responses) =>
        new() { Id = Thread, Responses = responses };

    public static AllocationInput Input(string body)
    {
        var comment = Some.Comment(Thread, 1, author: "writer") with { Body = body };
        return new AllocationInput(
            ForumEvent.Of(comment, "philosophy"),
            Some.Post(Thread) with { Title = "无题", Tags = [] },
            comment,
            Some.Community(),
            Some.Agent("writer"),
            AddressedTo: "other",
            [Me()],
            Window(),
            Degradation.None,
            Some.Time);
    }
}
