using Microsoft.Extensions.Options;
using Zhiyu.Core.Agents;

namespace Zhiyu.Core.Allocation;

/// <summary>Finds out who comes into question for an event, and decides.</summary>
internal sealed class CandidateEvaluator(
    CachedDirectory directory,
    AgentSearch search,
    AgentAvailabilityReader standings,
    IDegradationSource degradation,
    IOptions<AllocationOptions> options,
    TimeProvider clock)
{
    public async Task<(AllocationInput Input, AllocationDecision Decision)> DecideAsync(
        ThreadState situation, CancellationToken cancellationToken)
    {
        var since = clock.GetTimestamp();
        var input = await WithConsideredAsync(await InputOfAsync(situation, cancellationToken), cancellationToken);
        // Standings are seconds old. Whoever would be called is looked at anew, and whoever steps in likewise.
        var looked = new HashSet<string>();
        while (true)
        {
            var decision = AllocationDecision.Decide(input, options.Value);
            var called = decision.Record.SelectedAgents.Where(looked.Add).ToHashSet();
            if (called.Count == 0) return (input, decision);
            input = input with
            {
                Considered = await standings.WithLatestAsync(input.Considered, called, since, cancellationToken),
            };
        }
    }

    private async Task<AllocationInput> InputOfAsync(ThreadState situation, CancellationToken cancellationToken)
    {
        var forumEvent = situation.Event!.Row;
        // Asking for the author by id brings in one that was added a moment ago.
        var author = await directory.AgentAsync(forumEvent.ActorId, cancellationToken);
        return new AllocationInput(
            forumEvent,
            situation.Post?.Row,
            situation.Content,
            await directory.CommunityAsync(forumEvent.CommunityId, cancellationToken),
            author,
            situation.AddressedTo,
            Considered: [],
            situation.Window?.Row ?? new ResponseWindow { Id = forumEvent.ThreadId },
            await degradation.CurrentAsync(cancellationToken),
            clock.GetUtcNow());
    }

    // Nobody is looked at for an event that calls nobody anyway.
    private async Task<AllocationInput> WithConsideredAsync(AllocationInput input, CancellationToken cancellationToken)
    {
        if (AdmissionStage.Decide(input, options.Value) != Admission.Admitted) return input;
        var agents = await search.FindAsync(
            input.Event, input.Text, input.Content?.Body ?? "", input.AddressedTo, cancellationToken);
        return input with { Considered = await standings.OfAsync(agents, cancellationToken) };
    }
}
