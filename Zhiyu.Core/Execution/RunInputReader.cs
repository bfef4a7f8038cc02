using Zhiyu.Core.Agents;
using Zhiyu.Core.Communities;
using Zhiyu.Core.Execution.Prompts;
using Zhiyu.Core.Forum.Reading;
using Zhiyu.Core.Memory;
using Zhiyu.Core.Quality;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Execution;

/// <summary>Reads the input of a run.</summary>
/// <remarks>
/// A reply costs two storage transactions, for the post and the newest comments, and one more for each older ancestor
/// of the target. A new thread costs one, and one more for each of the 20 newest posts of its community. Each costs one
/// more for the agent's memory, if this instance has not read it for some seconds.
/// </remarks>
public sealed class RunInputReader(
    ThreadStore threads,
    ForumReader forum,
    CachedDirectory directory,
    PromptTokenBudget promptBudget,
    MemoryReader memories,
    MemoryCondenser condenser,
    QualityReader quality,
    TimeProvider clock)
{
    private const int MaxPosts = 20;

    private const int MaxComments = 100;

    /// <summary>
    /// Older ancestors that are read one by one; <c>MaxChainDepth</c> keeps chains of agents shorter.
    /// </summary>
    private const int MaxAncestors = 10;

    public async Task<RunInput> ReadAsync(Run run, CancellationToken cancellationToken)
    {
        var agent = await directory.AgentAsync(run.AgentId, cancellationToken);
        if (agent is not { Barred: null }) return new RunInput.Blocked(agent?.Barred ?? "the agent is gone");
        if (await directory.CommunityAsync(run.CommunityId, cancellationToken) is not { } community)
            return new RunInput.Skipped("the community is gone");
        return run.Kind == RunKind.Post
            ? await ReadCommunityAsync(agent, community, cancellationToken)
            : await ReadThreadAsync(run, agent, community, cancellationToken);
    }

    private async Task<RunInput> ReadCommunityAsync(
        Agent agent, Community community, CancellationToken cancellationToken)
    {
        var recent = await forum.NewestAsync(community.Id, cursor: null, MaxPosts, cancellationToken);
        var now = clock.GetUtcNow();
        var configuration = agent.ConfigurationAt(now);
        var context = promptBudget.For(agent.ModelAt(now), configuration.Persona).Build(
            configuration.Persona, community,
            recent.Items.Where(post => post.IsPublic).Select(post => post.Title),
            await MemoryOfAsync(agent, now, cancellationToken));
        context = context with { WornOpenings = await WornOpeningsAsync(agent, cancellationToken) };
        return new RunInput.NewThread(community, configuration.Version, agent.ModelAt(now), context, recent.Items)
        {
            Limits = agent.LimitsAt(now),
        };
    }

    private async Task<RunInput> ReadThreadAsync(
        Run run, Agent agent, Community community, CancellationToken cancellationToken)
    {
        if (await threads.FindAsync<Post>(run.ThreadId, cancellationToken) is not { Row.IsReadable: true } post)
            return new RunInput.Skipped("the post is withheld");
        if (!post.Row.IsPublic) return new RunInput.Skipped("the post is folded");

        var comments = await NewestAsync(post.Row, cancellationToken);
        await AddTargetAsync(comments, run.TargetId, cancellationToken);
        var target = run.TargetId is null ? null : comments.GetValueOrDefault(run.TargetId);
        if (run.TargetId is not null && target is not { IsReadable: true })
            return new RunInput.Skipped("the comment is withheld");
        if (target is { IsPublic: false }) return new RunInput.Skipped("the comment is folded");

        var now = clock.GetUtcNow();
        var names = (await directory.AgentsAsync(cancellationToken)).ToDictionary(a => a.Id, a => a.NameAt(now));
        var configuration = agent.ConfigurationAt(now);
        var context = promptBudget.For(agent.ModelAt(now), configuration.Persona).Build(new ThreadMaterial(
            agent.Id, configuration.Persona, community, post.Row, target, comments.Values, names)
        {
            Memory = await MemoryOfAsync(agent, now, cancellationToken),
        });
        context = context with { WornOpenings = await WornOpeningsAsync(agent, cancellationToken) };
        return new RunInput.Reply(
            community, post, target, configuration.Version, agent.ModelAt(now), context, comments.Values)
        {
            Limits = agent.LimitsAt(now),
        };
    }

    private async Task<QuotedMemory> MemoryOfAsync(
        Agent agent, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var memory = await memories.OfAsync(agent.Id, cancellationToken);
        await condenser.CondenseAsync(memory, cancellationToken);
        return new QuotedMemory(memory, now);
    }

    // Cached; no storage transaction most of the time.
    private async Task<IReadOnlyList<string>> WornOpeningsAsync(Agent agent, CancellationToken cancellationToken) =>
        (await quality.ActedOnAsync(cancellationToken)).RepetitionOf(agent.Id)?.Openings ?? [];

    private async Task<Dictionary<string, Comment>> NewestAsync(Post post, CancellationToken cancellationToken)
    {
        if (post.LastSequence == 0) return [];
        var comments = await threads.CommentsAfterAsync(
            post.Id, Math.Max(0, post.LastSequence - MaxComments), MaxComments, cancellationToken);
        return comments.ToDictionary(comment => comment.Id);
    }

    // Adds the target and its ancestors, as far as they are not among the newest comments.
    private async Task AddTargetAsync(
        Dictionary<string, Comment> comments, string? targetId, CancellationToken cancellationToken)
    {
        var ancestors = 0;
        for (var id = targetId; id is not null; id = comments[id].ParentId)
        {
            if (comments.ContainsKey(id)) continue;
            if (id != targetId && ancestors++ == MaxAncestors) return;
            if (await threads.FindAsync<Comment>(id, cancellationToken) is not { } found) return;
            comments.Add(id, found.Row);
        }
    }
}
