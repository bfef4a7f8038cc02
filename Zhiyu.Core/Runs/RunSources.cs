namespace Zhiyu.Core.Runs;

/// <summary>What the output of a run came of, by the context of its prompt.</summary>
internal static class RunSources
{
    /// <summary>The posts and comments that it quoted, and those whose authors' notes it recalled.</summary>
    public static IEnumerable<string> QuotedIn(Run run) => run.Prompt?.Context switch
    {
        ReplyContext thread => thread.Ancestors.Concat(thread.Own).Concat(thread.Others)
            .Append(thread.Target).OfType<QuotedComment>()
            .Select(comment => comment.Id)
            .Append(thread.Post.Id)
            .Concat(thread.Recalled.Select(note => note.ContentId)),
        { } other => other.Recalled.Select(note => note.ContentId),
        null => [],
    };

    /// <summary>The runs whose notes it recalled.</summary>
    public static IEnumerable<string> RecalledIn(Run run) =>
        run.Prompt?.Context.Recalled.Select(note => note.RunId) ?? [];

    /// <summary>Whether the run quoted or wrote the content.</summary>
    public static bool CameOf(this Run run, string contentId) =>
        run.ContentId == contentId || QuotedIn(run).Contains(contentId);

    /// <summary>
    /// Whether the agent remembers something of the run, or may soon: a run that is being executed has read its thread,
    /// and what it read is known only once it is answered.
    /// </summary>
    public static bool MayBeRemembered(this Run run) => run.Notes is not null || run.Status == RunStatus.Running;
}
