using Microsoft.Extensions.Options;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Allocation;
using Zhiyu.Core.Memory;
using Zhiyu.Core.Quality;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Runtime.State;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Runtime.Schedule;

/// <summary>
/// Chooses a quiet thread and an agent that remembers it, by the quotas, filters and scores of replies. Promises and
/// questions come first, and threads that were not taken up before.
/// </summary>
/// <remarks>
/// At most 24 storage transactions for memories, 18 for threads, and 48 for the availability of agents.
/// </remarks>
public sealed class TakeUpAllocator(
    CachedDirectory directory,
    MemoryReader memories,
    ThreadStore threads,
    AgentAvailabilityReader availability,
    QualityReader quality,
    IOptions<AllocationOptions> options,
    TimeProvider clock)
{
    private const int MaxAgents = 24;
    private const int MaxThreads = 6;
    private const int MaxComments = 100;

    // As much as an interest that matches half, or fully.
    private const double OfNote = 1.5;
    private const double OfDebt = 3;

    /// <param name="slot">The slot; if it names a thread already, only that thread is considered.</param>
    /// <param name="cancellationToken">The caller's.</param>
    /// <returns>Null when no agent remembers a quiet thread.</returns>
    public async Task<TakeUp?> DecideAsync(PostSlot slot, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var agents = (await directory.AgentsAsync(cancellationToken))
            .Where(agent => agent.Status == AgentStatus.Active
                && agent.ConfigurationAt(now).ActiveHours?.Include(now) != false)
            .ToArray();
        Allocation.DeterministicRandom.From(slot.ThreadId).Shuffle(agents);
        agents = [.. agents.Take(MaxAgents)];
        var entries = (await Task.WhenAll(agents.Select(agent => memories.OfAsync(agent.Id, cancellationToken))))
            .SelectMany(memory => memory.Entries)
            .Where(entry => entry.At <= now - QuietThread.Quiet && entry.At > now - QuietThread.Oldest)
            .Where(entry => slot.TakesUp is null || entry.ThreadId == slot.TakesUp)
            .ToList();
        var found = await Task.WhenAll(entries
            .OrderByDescending(WeightOf)
            .ThenBy(entry => Ids.Hash($"{slot.ThreadId} {entry.RunId}"), StringComparer.Ordinal)
            .DistinctBy(entry => entry.ThreadId)
            .Take(MaxThreads)
            .Select(entry => ReadAsync(entry, cancellationToken)));
        foreach (var thread in found.OfType<QuietThread>().Where(thread => thread.IsQuiet(now))
            .OrderBy(thread => thread.TakenUpAt ?? DateTimeOffset.MinValue))
        {
            if (thread.FindTarget() is { } target
                && await DecideAsync(slot, thread, target, agents, entries, cancellationToken) is { } decision)
                return decision;
        }

        return null;
    }

    // Null when it is gone.
    private async Task<QuietThread?> ReadAsync(MemoryEntry entry, CancellationToken cancellationToken)
    {
        var window = threads.FindAsync<ResponseWindow>(entry.ThreadId, cancellationToken);
        if (await threads.FindAsync<Post>(entry.ThreadId, cancellationToken) is not { Row: var post }) return null;
        var comments = await threads.CommentsAfterAsync(
            post.Id, Math.Max(0, post.LastSequence - MaxComments), MaxComments, cancellationToken);
        return new QuietThread(post, comments, await window, entry);
    }

    // Null when none of the agents that remember the thread may speak in it.
    private async Task<TakeUp?> DecideAsync(
        PostSlot slot,
        QuietThread thread,
        Content target,
        IReadOnlyList<Agent> agents,
        IReadOnlyList<MemoryEntry> entries,
        CancellationToken cancellationToken)
    {
        var due = new ForumEvent
        {
            Id = (slot with { TakesUp = thread.Post.Id }).EventId,
            Type = ForumEventType.ThreadDue,
            CommunityId = thread.Post.CommunityId,
            ActorId = target.AuthorId,
            SubjectId = target.Id,
            Depth = 0,
            CreatedAt = slot.At,
        };
        var window = thread.Window?.Row ?? new ResponseWindow { Id = thread.Post.Id };
        var input = new AllocationInput(
            due, thread.Post, target, await directory.CommunityAsync(due.CommunityId, cancellationToken),
            await directory.AgentAsync(target.AuthorId, cancellationToken), AddressedTo: null,
            await availability.OfAsync(agents, cancellationToken), window, Degradation.None, clock.GetUtcNow())
        {
            Quality = await quality.ActedOnAsync(cancellationToken),
        };
        if (AdmissionStage.Decide(input, options.Value) is not Admission.Admitted) return null;
        var places = QuotaStage.Decide(input, options.Value);

        var weights = entries.Where(entry => entry.ThreadId == thread.Post.Id)
            .GroupBy(entry => entry.AgentId)
            .ToDictionary(notes => notes.Key, notes => notes.Max(WeightOf));
        var topic = new Topic(input);
        var candidates = CandidateStage.Decide(input, topic, options.Value)
            .Select(candidate => weights.TryGetValue(candidate.AgentId, out var weight)
                ? candidate with { Terms = new Dictionary<string, double>(candidate.Terms) { ["memory"] = weight } }
                : candidate with { Filters = [.. candidate.Filters, CandidateFilter.RemembersNothing] })
            .ToList();
        var record = new AllocationRecord
        {
            Id = due.Id,
            Admission = Admission.Admitted,
            Quota = places,
            Candidates = SelectionStage.Decide(candidates, places.Value, input.Owners),
            DecidedAt = input.Now,
        };
        if (record.SelectedAgents.SingleOrDefault() is not { } agentId) return null;
        var taken = window.With([agentId], target.AuthorId, topic.Ideas, input.Now, options.Value.LongWindow);
        return new TakeUp(
            record,
            new ThreadTransaction(thread.Post.Id)
                .Add(due)
                .Add(record)
                .Add(Run.Of(due, agentId, input.Now))
                .Put(thread.Window, taken with { TakenUpAt = input.Now }));
    }

    private static double WeightOf(MemoryEntry entry) =>
        entry.Noted.Notes.Any(note => note.Kind is NoteKind.Promise or NoteKind.Question) ? OfDebt
        : entry.Noted.Notes.Count > 0 ? OfNote
        : OfNote / 2;
}

/// <summary>A quiet thread that is to be taken up, by the agent that the record selects.</summary>
/// <param name="Transaction">Adds the event, the record and the run to the thread, and the response to its window.
/// </param>
public sealed record TakeUp(AllocationRecord Record, ThreadTransaction Transaction);
