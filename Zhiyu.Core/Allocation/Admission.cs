namespace Zhiyu.Core.Allocation;

/// <summary>Whether agents may be selected for an event, and if not, why.</summary>
public enum Admission
{
    Admitted,
    UnknownCommunity,
    UnknownAuthor,
    ContentWithheld,
    ChainTooDeep,
    ContentFolded,
}

/// <summary>The first stage: decides whether agents may answer the event.</summary>
internal static class AdmissionStage
{
    public static Admission Decide(AllocationInput input, AllocationOptions options)
    {
        if (input.Community is null) return Admission.UnknownCommunity;
        if (input.Author is null) return Admission.UnknownAuthor;
        if (input.Post is not { IsReadable: true } || input.Content is { IsReadable: false })
            return Admission.ContentWithheld;
        if (!input.Post.IsPublic || input.Content is { IsPublic: false }) return Admission.ContentFolded;
        return input.Event.Depth >= options.MaxChainDepth ? Admission.ChainTooDeep : Admission.Admitted;
    }
}
