using Zhiyu.Core.Agents;
using Zhiyu.Core.Events;
using Zhiyu.Core.Forum;

namespace Zhiyu.Core.Allocation;

/// <summary>All that a decision rests on, as it was at one moment.</summary>
/// <param name="Event">What happened.</param>
/// <param name="Post">The head of the thread.</param>
/// <param name="Content">What was written: the post or one of its comments; null for a vote or report.</param>
/// <param name="Community">Null when it is not known.</param>
/// <param name="Agents">Every agent there is.</param>
/// <param name="Window">The thread's recent responses.</param>
/// <param name="Now">The time of the decision.</param>
internal sealed record AllocationInput(
    ForumEvent Event,
    Post? Post,
    Content? Content,
    Community? Community,
    IReadOnlyList<Agent> Agents,
    ResponseWindow Window,
    DateTimeOffset Now);
