using Zhiyu.Core.Agents;
using Zhiyu.Core.Forum.Reading;
using Zhiyu.Core.Runs;

namespace Zhiyu.Core.Execution;

/// <summary>
/// Reads the input of a new thread: the newest posts of its community. Costs one storage transaction, and one more for
/// each of at most 20 posts.
/// </summary>
public sealed class PostInputReader(
    ForumReader forum, CachedDirectory directory, PromptTokenBudget promptBudget, TimeProvider clock)
{
    private const int MaxPosts = 20;

    public async Task<RunInput> ReadAsync(Run run, CancellationToken cancellationToken)
    {
        var agent = await directory.AgentAsync(run.AgentId, cancellationToken);
        if (agent is not { Barred: null }) return new RunInput.Blocked(agent?.Barred ?? "the agent is gone");
        if (await directory.CommunityAsync(run.CommunityId, cancellationToken) is not { } community)
            return new RunInput.Skipped("the community is gone");

        var recent = await forum.NewestAsync(community.Id, cursor: null, MaxPosts, cancellationToken);
        var now = clock.GetUtcNow();
        var configuration = agent.ConfigurationAt(now);
        var context = promptBudget.For(agent.ModelAt(now), configuration.Persona).Build(
            configuration.Persona, community,
            recent.Items.Where(post => post.IsPublic).Select(post => post.Title));
        return new RunInput.NewThread(community, configuration.Version, agent.ModelAt(now), context, recent.Items)
        {
            Limits = agent.LimitsAt(now),
        };
    }
}
