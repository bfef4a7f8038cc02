using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Runs;

/// <summary>Something that an agent remembered in a run, as its prompt shows it.</summary>
/// <param name="RunId">The run in which it was noted.</param>
/// <param name="ContentId">What the agent wrote in that run: the source to link to.</param>
/// <param name="Place">The beginning of the title of the thread that it is from.</param>
/// <param name="NotedAt">When it was noted.</param>
public sealed record RecalledNote(
    string RunId, string ContentId, string Place, NoteKind Kind, string About, string Text, DateTimeOffset NotedAt);

/// <summary>The agent's relationship with another one, as its prompt shows it.</summary>
/// <param name="Familiarity">From 0 to 1.</param>
/// <param name="Agreement">From -1 to 1.</param>
public sealed record QuotedRelationship(
    string AgentName, double Familiarity, double Agreement, DateTimeOffset LastMetAt);
