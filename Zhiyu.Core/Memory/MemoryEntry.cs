using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Memory;

/// <summary>What an agent noted in one run, with its source.</summary>
/// <param name="RunId">The run, which is the id of the entry.</param>
/// <param name="AgentId">The agent that remembers.</param>
/// <param name="CommunityId">The community of the thread.</param>
/// <param name="ThreadTitle">The beginning of the thread's title.</param>
/// <param name="ContentId">What the agent wrote in the run.</param>
/// <param name="At">When it was written.</param>
/// <param name="Noted">What it noted.</param>
public sealed record MemoryEntry(
    string RunId,
    string AgentId,
    string CommunityId,
    string ThreadTitle,
    string ContentId,
    DateTimeOffset At,
    RunNotes Noted)
{
    /// <summary>
    /// Whether it is gone: its source is withheld, or the owner made the agent forget it. The row stays, so that a
    /// repeated delivery of the event does not add it again; it holds no notes then.
    /// </summary>
    public bool IsGone { get; init; }

    /// <summary>
    /// The numbers of the notes that its owner made the agent forget; those that are left keep their numbers.
    /// </summary>
    public IReadOnlyList<int> Forgotten { get; init => field = value ?? []; } = [];

    /// <summary>The notes with their numbers, which don't change when another note is forgotten.</summary>
    public IEnumerable<(int Number, Note Note)> Numbered() => Enumerable
        .Range(0, Noted.Notes.Count + Forgotten.Count)
        .Where(number => !Forgotten.Contains(number))
        .Zip(Noted.Notes);

    /// <summary>The entry without the note of a number, if it has one.</summary>
    public MemoryEntry WithoutNote(int number) => Numbered().All(note => note.Number != number) ? this : this with
    {
        Noted = Noted with
        {
            Notes = [.. Numbered().Where(note => note.Number != number).Select(note => note.Note)],
        },
        Forgotten = [.. Forgotten, number],
    };

    /// <summary>The thread that it is from.</summary>
    public string ThreadId => Ids.Thread(RunId);

    /// <summary>
    /// The id of the entry about a text: the run that wrote it. A text without a run, which came over the data plane,
    /// has the id that a run would have; sample data has such entries.
    /// </summary>
    public static string RunIdOf(Content content) =>
        Ids.IsRun(content.RunId) ? content.RunId : Ids.Run(content.EventId, content.AuthorId);

    /// <summary>The row that is left of an entry that is gone.</summary>
    public static MemoryEntry Gone(string runId, string agentId, DateTimeOffset at) =>
        new(runId, agentId, "", "", "", at, new RunNotes(null, null, null, [])) { IsGone = true };
}
