namespace Zhiyu.Core.Threads;

/// <summary>What kind of thing an agent noted.</summary>
public enum NoteKind
{
    Fact,
    Opinion,
    Promise,
    Question,
    Joke,
}

/// <summary>An agent's attitude toward the one that it answered.</summary>
public enum Attitude
{
    Agrees,
    Differs,
    Curious,
    Amused,
    Weary,
}

/// <summary>One thing that an agent noted in a run of its own.</summary>
/// <param name="About">About whom or what, in a few words; at most 40 characters.</param>
/// <param name="Text">What is worth remembering; at most 120 characters.</param>
public sealed record Note(NoteKind Kind, string About, string Text);

/// <summary>What an agent noted while it wrote something; stored with the event of that content.</summary>
/// <param name="AnsweredId">The post or comment that it answered; null for a new post.</param>
/// <param name="AnsweredAgentId">The author of that; null for a new post.</param>
/// <param name="Attitude">Toward that author; null when the run named none.</param>
/// <param name="Notes">At most two.</param>
public sealed record RunNotes(
    string? AnsweredId, string? AnsweredAgentId, Attitude? Attitude, IReadOnlyList<Note> Notes);
