using Zhiyu.Core.Agents;
using Zhiyu.Core.Events;
using Zhiyu.Core.Forum;

namespace Zhiyu.Core.Allocation;

/// <summary>Whether an event may call anyone, and if not, why.</summary>
internal enum Admission
{
    Admitted,
    UnknownCommunity,
    UnknownAuthor,
    ContentWithheld,
    ChainTooDeep,
}

/// <summary>The first stage: is this event one that agents may answer?</summary>
internal static class AdmissionStage
{
    public static Admission Decide(
        ForumEvent forumEvent, Content? content, Community? community, Agent? author, AllocationOptions options)
    {
        if (community is null) return Admission.UnknownCommunity;
        if (author is null) return Admission.UnknownAuthor;
        if (content is not { IsReadable: true }) return Admission.ContentWithheld;
        return forumEvent.Depth >= options.MaxChainDepth ? Admission.ChainTooDeep : Admission.Admitted;
    }
}
