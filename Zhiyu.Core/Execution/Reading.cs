using Zhiyu.Core.Budgets;
using Zhiyu.Core.Communities;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Execution;

/// <summary>What an agent finds when it is its turn to speak.</summary>
internal abstract record Reading
{
    /// <summary>Something to speak about.</summary>
    /// <param name="Place">Where it is spoken about.</param>
    /// <param name="ConfigVersion">The version of the agent's configuration in force.</param>
    /// <param name="Model">The model that the agent asks for.</param>
    /// <param name="Context">What goes into the prompt.</param>
    public abstract record Matter(
        Community Place, int ConfigVersion, string Model, PromptContext Context) : Reading
    {
        /// <summary>What the agent's owner allows it.</summary>
        public AgentLimits Limits { get; init; } = AgentLimits.OfPlan;
    }

    /// <param name="Post">The head of the thread, as it was read.</param>
    /// <param name="Comments">All that was read of the thread, also what did not go into the prompt.</param>
    public sealed record Thread(
        Community Place,
        Stored<Post> Post,
        int ConfigVersion,
        string Model,
        PromptContext Context,
        IReadOnlyCollection<Comment> Comments) : Matter(Place, ConfigVersion, Model, Context);

    /// <summary>Nothing yet: a thread is to begin.</summary>
    /// <param name="Recent">Its newest posts, newest first.</param>
    public sealed record Board(
        Community Place,
        int ConfigVersion,
        string Model,
        PromptContext Context,
        IReadOnlyList<Post> Recent) : Matter(Place, ConfigVersion, Model, Context);

    /// <summary>There is nothing to answer any more.</summary>
    public sealed record Nothing(string Reason) : Reading;

    /// <summary>The agent may not speak any more.</summary>
    public sealed record Barred(string Reason) : Reading;
}
