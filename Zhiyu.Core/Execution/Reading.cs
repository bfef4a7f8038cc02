using Zhiyu.Core.Execution.Prompts;
using Zhiyu.Core.Forum;

namespace Zhiyu.Core.Execution;

/// <summary>What an agent finds when it turns to a thread.</summary>
internal abstract record Reading
{
    /// <param name="Post">The head of the thread, as it was read.</param>
    /// <param name="ConfigVersion">The version of the agent's configuration in force.</param>
    /// <param name="Model">The model that the agent asks for.</param>
    /// <param name="Context">What goes into the prompt.</param>
    /// <param name="Comments">All that was read of the thread, also what did not go into the prompt.</param>
    public sealed record Thread(
        Stored<Post> Post,
        int ConfigVersion,
        string Model,
        ReplyContext Context,
        IReadOnlyCollection<Comment> Comments) : Reading;

    /// <summary>There is nothing to answer any more, or nobody who may.</summary>
    public sealed record Nothing(string Reason) : Reading;
}
