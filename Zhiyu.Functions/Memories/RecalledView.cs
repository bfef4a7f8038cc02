using System.Text.Json.Serialization;
using Zhiyu.Core.Memory;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Threads;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Memories;

/// <summary>Something that the agent remembered in the run.</summary>
/// <param name="Id">The id of the memory.</param>
/// <param name="ContentId">What the agent wrote when it noted this.</param>
internal sealed record RecalledView(
    string Id,
    [property: JsonConverter(typeof(LowerSnakeCase<NoteKind>))] NoteKind Kind,
    string About,
    string Text,
    string PostId,
    string PostTitle,
    string ContentId,
    DateTimeOffset NotedAt)
{
    /// <summary>
    /// Null when the agent keeps it no more: its source is withheld, it was made to forget it, or it is too old.
    /// </summary>
    /// <param name="note">As the prompt showed it.</param>
    /// <param name="memory">What the agent remembers now.</param>
    /// <param name="sources">Reads its source.</param>
    public static async Task<RecalledView?> FindAsync(
        RecalledNote note, AgentMemory memory, MemorySources sources) =>
        RememberedNote.Of(memory).FirstOrDefault(each =>
            each.Entry.RunId == note.RunId && each.Note.Text == note.Text) is { } kept
        && await sources.FindAsync(note.ContentId, kept.Entry.Noted.AnsweredId) is { } source
            ? new RecalledView(
                kept.Id, note.Kind, note.About, note.Text, source.Post.Id, source.Post.Title, source.Written.Id,
                note.NotedAt)
            : null;
}
