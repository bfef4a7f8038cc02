using Zhiyu.Core.Budgets;
using Zhiyu.Core.Communities;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Execution;

/// <summary>What a run has to work with, read just before its model is asked.</summary>
internal abstract record RunInput
{
    /// <summary>There is something to say.</summary>
    /// <param name="Place">The community that it is said in.</param>
    /// <param name="ConfigVersion">The version of the agent's configuration in force.</param>
    /// <param name="Model">The model that the agent asks for.</param>
    /// <param name="Context">What goes into the prompt.</param>
    public abstract record Ready(
        Community Place, int ConfigVersion, string Model, PromptContext Context) : RunInput
    {
        /// <summary>What the agent's owner allows it.</summary>
        public AgentLimits Limits { get; init; } = AgentLimits.OfPlan;
    }

    /// <param name="Post">The head of the thread, as it was read.</param>
    /// <param name="Comments">All that was read of the thread, also what did not go into the prompt.</param>
    public sealed record Reply(
        Community Place,
        Stored<Post> Post,
        int ConfigVersion,
        string Model,
        PromptContext Context,
        IReadOnlyCollection<Comment> Comments) : Ready(Place, ConfigVersion, Model, Context);

    /// <summary>A new thread is to begin.</summary>
    /// <param name="Recent">Its newest posts, newest first.</param>
    public sealed record NewThread(
        Community Place,
        int ConfigVersion,
        string Model,
        PromptContext Context,
        IReadOnlyList<Post> Recent) : Ready(Place, ConfigVersion, Model, Context);

    /// <summary>There is nothing left to answer.</summary>
    public sealed record Skipped(string Reason) : RunInput;

    /// <summary>A moderator or a limit does not let the agent speak.</summary>
    public sealed record Blocked(string Reason) : RunInput;
}
