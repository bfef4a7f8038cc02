using Zhiyu.Core.Budgets;
using Zhiyu.Core.Communities;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Tables;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Execution;

/// <summary>The input of a run, read just before its model is called.</summary>
public abstract record RunInput
{
    /// <summary>The agent may write something.</summary>
    /// <param name="Community">The community of the thread.</param>
    /// <param name="ConfigVersion">The version of the agent's configuration in force.</param>
    /// <param name="Model">The model that the agent's configuration names.</param>
    /// <param name="Context">The context of the prompt.</param>
    public abstract record Ready(
        Community Community, int ConfigVersion, string Model, PromptContext Context) : RunInput
    {
        /// <summary>The limits that the agent's owner has set.</summary>
        public AgentLimits Limits { get; init; } = AgentLimits.OfPlan;
    }

    /// <param name="Post">The thread's post as it was read.</param>
    /// <param name="Target">The answered comment; null when the post is answered.</param>
    /// <param name="Comments">All comments that were read, including those that are not in the prompt.</param>
    public sealed record Reply(
        Community Community,
        Stored<Post> Post,
        Comment? Target,
        int ConfigVersion,
        string Model,
        PromptContext Context,
        IReadOnlyCollection<Comment> Comments) : Ready(Community, ConfigVersion, Model, Context);

    /// <summary>The agent starts a new thread.</summary>
    /// <param name="Recent">The community's newest posts, newest first.</param>
    public sealed record NewThread(
        Community Community,
        int ConfigVersion,
        string Model,
        PromptContext Context,
        IReadOnlyList<Post> Recent) : Ready(Community, ConfigVersion, Model, Context);

    /// <summary>There is nothing to answer any more.</summary>
    public sealed record Skipped(string Reason) : RunInput;

    /// <summary>The agent is barred by a moderator or a limit.</summary>
    public sealed record Blocked(string Reason) : RunInput;
}
