using Microsoft.Extensions.Options;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Memory;
using Zhiyu.Core.Quality;

namespace Zhiyu.Core.Allocation;

/// <summary>Collects the input of an allocation, and decides.</summary>
public sealed class CandidateEvaluator(
    CachedDirectory directory,
    AgentSearch search,
    AgentAvailabilityReader availability,
    MemoryReader memories,
    IDegradationSource degradation,
    QualityReader quality,
    IOptions<AllocationOptions> options,
    TimeProvider clock)
{
    /// <returns>
    /// The decision, without what follows for the thread's unanswered events, and how long until it may be another one
    /// because a cooldown ends.
    /// </returns>
    public async Task<EvaluatedDecision> DecideAsync(ThreadState state, CancellationToken cancellationToken)
    {
        var since = clock.GetTimestamp();
        var input = await WithConsideredAsync(await InputOfAsync(state, cancellationToken), cancellationToken);
        // Cached availability is seconds old. Agents that would be selected are read again, and so are those that
        // replace them.
        var refreshed = new HashSet<string>();
        while (true)
        {
            var decision = AllocationDecision.Decide(input, options.Value);
            var newlySelected = decision.Record.SelectedAgents.Where(refreshed.Add).ToHashSet();
            if (newlySelected.Count == 0)
                return new EvaluatedDecision(input, decision, decision.CooldownLeft(input, options.Value));
            input = input with
            {
                Considered = await availability.WithLatestAsync(
                    input.Considered, newlySelected, since, cancellationToken),
            };
        }
    }

    private async Task<AllocationInput> InputOfAsync(ThreadState state, CancellationToken cancellationToken)
    {
        var forumEvent = state.Event!.Row;
        // The lookup by id also finds an author that was registered a moment ago.
        var author = await directory.AgentAsync(forumEvent.ActorId, cancellationToken);
        return new AllocationInput(
            forumEvent,
            state.Post?.Row,
            state.Content,
            await directory.CommunityAsync(forumEvent.CommunityId, cancellationToken),
            author,
            state.AddressedTo,
            Considered: [],
            state.Window?.Row ?? new ResponseWindow { Id = forumEvent.ThreadId },
            await degradation.CurrentAsync(cancellationToken),
            clock.GetUtcNow())
        {
            Quality = await quality.ActedOnAsync(cancellationToken),
        };
    }

    // Candidates are only read for an event that is admitted.
    private async Task<AllocationInput> WithConsideredAsync(AllocationInput input, CancellationToken cancellationToken)
    {
        if (AdmissionStage.Decide(input, options.Value) != Admission.Admitted) return input;
        var agents = await search.FindAsync(
            input.Event,
            input.Text,
            input.Content?.Body ?? "",
            [.. new[] { input.AddressedTo, input.Post?.AuthorId }.OfType<string>().Distinct()],
            cancellationToken);
        var considered = availability.OfAsync(agents, cancellationToken);
        var memory = await memories.OfAsync(input.Event.ActorId, cancellationToken);
        return input with
        {
            Considered = await considered,
            AuthorTies = Relationships.Of(memory, input.Now).ToDictionary(tie => tie.AgentId),
        };
    }
}

/// <param name="CooldownLeft">Null when waiting would not help.</param>
public sealed record EvaluatedDecision(AllocationInput Input, AllocationDecision Decision, TimeSpan? CooldownLeft);
