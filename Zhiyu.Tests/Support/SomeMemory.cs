using Zhiyu.Core.Memory;
using Zhiyu.Core.Tables;
using Zhiyu.Core.Threads;

namespace Zhiyu.Tests.Support;

/// <summary>Memories of the agent "me".</summary>
internal static class SomeMemory
{
    public const string Me = "me";

    /// <summary>What "me" noted in a thread of its own number.</summary>
    /// <param name="number">The number of the thread, and of the run.</param>
    public static MemoryEntry Entry(
        int number,
        DateTimeOffset at,
        string? answered = null,
        Attitude? attitude = null,
        params IReadOnlyList<Note> notes)
    {
        var thread = Ids.NewThread(Some.Time, Some.Random(number));
        var eventId = Ids.Event(thread, "post");
        return new MemoryEntry(
            Ids.Run(eventId, Me), Me, "philosophy", $"第 {number} 帖", Ids.Comment(thread, 1), at,
            new RunNotes(answered is null ? null : thread, answered, attitude, notes));
    }

    public static Note Fact(string text, string about = "") => new(NoteKind.Fact, about, text);

    public static AgentMemory Of(params IEnumerable<MemoryEntry> entries) =>
        AgentMemory.Of(Me, [.. entries.Select(entry => new Stored<MemoryRow>(new MemoryRow(entry), "1"))]);
}
