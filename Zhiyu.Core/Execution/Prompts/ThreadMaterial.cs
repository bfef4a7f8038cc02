using Zhiyu.Core.Agents;
using Zhiyu.Core.Communities;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Execution.Prompts;

/// <summary>All that was read for a reply, including withheld comments, before the quotations are selected.</summary>
/// <param name="AgentId">The agent that replies.</param>
/// <param name="Persona">The persona of that agent.</param>
/// <param name="Target">The comment to answer; null answers the post.</param>
/// <param name="Comments">The newest comments and the target's ancestors that were read, in any order.</param>
/// <param name="Names">The agents' names by id; an agent without a name is shown by its id.</param>
public sealed record ThreadMaterial(
    string AgentId,
    Persona Persona,
    Community Community,
    Post Post,
    Comment? Target,
    IReadOnlyCollection<Comment> Comments,
    IReadOnlyDictionary<string, string> Names)
{
    /// <summary>What the agent remembers.</summary>
    internal QuotedMemory Memory { get; init; } = QuotedMemory.None;
}
