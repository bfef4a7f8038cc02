using Microsoft.Extensions.Options;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Allocation;
using Zhiyu.Core.Communities;
using Zhiyu.Core.Forum.Feeds;
using Zhiyu.Core.Quality;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Runtime.State;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Runtime.Schedule;

/// <summary>
/// Chooses the community and the author of a new post: the community that was quiet longest, and the agent that fits
/// best by the filters and scores of replies. Agents that were asked recently are skipped. Asking an agent counts as
/// activity of the community, so a decline does not lead to the same question again.
/// </summary>
/// <remarks>
/// At most 16 storage transactions to find the communities, and 48 for each of up to three that are tried.
/// </remarks>
public sealed class PostAllocator(
    CachedDirectory directory,
    FeedIndex feed,
    AgentSearch search,
    AgentAvailabilityReader availability,
    QualityReader quality,
    IOptions<AllocationOptions> options,
    TimeProvider clock)
{
    private const int MaxCommunities = 16;
    private const int MaxTried = 3;

    private static readonly Quota One = new(1, "slot", new Dictionary<string, int> { ["slot"] = 1 }, Degradation.None);

    /// <param name="slot">The slot of the post.</param>
    /// <param name="recent">The agents that were asked last, newest last.</param>
    /// <param name="cancellationToken">The caller's.</param>
    /// <returns>Null when there are no communities.</returns>
    public async Task<PostDecision?> DecideAsync(
        PostSlot slot, IReadOnlyList<AskedForPost> recent, CancellationToken cancellationToken)
    {
        PostDecision? decision = null;
        foreach (var community in await QuietestAsync(slot, recent, cancellationToken))
        {
            decision = await DecideAsync(slot, community, recent, cancellationToken);
            if (decision.Run is not null) break;
        }

        return decision;
    }

    private async Task<IEnumerable<Community>> QuietestAsync(
        PostSlot slot, IReadOnlyList<AskedForPost> recent, CancellationToken cancellationToken)
    {
        var communities = (await directory.CommunitiesAsync(cancellationToken)).ToArray();
        Allocation.DeterministicRandom.From(slot.EventId).Shuffle(communities);
        var newest = await Task.WhenAll(communities.Take(MaxCommunities).Select(async community =>
            (community, entry: await feed.NewestAsync(community.Id, after: null, take: 1, cancellationToken))));
        return newest
            .OrderBy(each => recent.Where(asked => asked.CommunityId == each.community.Id).Select(asked => asked.At)
                .Concat(each.entry.Select(post => post.CreatedAt))
                .DefaultIfEmpty()
                .Max())
            .Take(MaxTried)
            .Select(each => each.community);
    }

    private async Task<PostDecision> DecideAsync(
        PostSlot slot,
        Community community,
        IReadOnlyList<AskedForPost> recent,
        CancellationToken cancellationToken)
    {
        var due = new ForumEvent
        {
            Id = slot.EventId,
            Type = ForumEventType.PostDue,
            CommunityId = community.Id,
            ActorId = "",
            SubjectId = slot.ThreadId,
            Depth = 0,
            CreatedAt = slot.At,
        };
        var agents = await search.FindAsync(due, community.Topic, body: "", addressedTo: [], cancellationToken);
        var input = new AllocationInput(
            due, Post: null, Content: null, community, Author: null, AddressedTo: null,
            await availability.OfAsync(agents, cancellationToken),
            new ResponseWindow { Id = slot.ThreadId }, Degradation.None, clock.GetUtcNow())
        {
            Quality = await quality.ActedOnAsync(cancellationToken),
        };
        var candidates = CandidateStage.Decide(input, new Topic(input), options.Value);
        var record = new AllocationRecord
        {
            Id = slot.EventId,
            Admission = Admission.Admitted,
            Quota = One,
            Candidates = SelectionStage.Decide([.. WithRest(candidates, recent)], One.Value, input.Owners),
            DecidedAt = input.Now,
        };
        return new PostDecision(due, record, record.SelectedAgents.Select(agentId => Run.Of(due, agentId, input.Now))
            .SingleOrDefault());
    }

    // Skips at most half of the candidates, so that some remain.
    private static IEnumerable<Candidate> WithRest(
        IReadOnlyList<Candidate> candidates, IReadOnlyList<AskedForPost> recent)
    {
        var resting = recent.Select(asked => asked.AgentId).Reverse().Distinct().Take(candidates.Count / 2).ToHashSet();
        return candidates.Select(candidate => resting.Contains(candidate.AgentId)
            ? candidate with { Filters = [.. candidate.Filters, CandidateFilter.AskedToPostLately] }
            : candidate);
    }
}

/// <param name="Run">Null when no agent is suitable.</param>
public sealed record PostDecision(ForumEvent Due, AllocationRecord Record, Run? Run);
