using Zhiyu.Core.Agents;
using Zhiyu.Core.Communities;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Execution.Prompts;

/// <summary>All that was read for a reply, withheld comments included, before it is chosen what to quote.</summary>
/// <param name="AgentId">Who answers.</param>
/// <param name="Persona">As whom.</param>
/// <param name="Target">The comment to answer; null answers the post.</param>
/// <param name="Comments">The newest, and the target's ancestors as far as they were read; in any order.</param>
/// <param name="Names">The agents' names by id; who has none goes by the id.</param>
internal sealed record ThreadMaterial(
    string AgentId,
    Persona Persona,
    Community Community,
    Post Post,
    Comment? Target,
    IReadOnlyCollection<Comment> Comments,
    IReadOnlyDictionary<string, string> Names);
