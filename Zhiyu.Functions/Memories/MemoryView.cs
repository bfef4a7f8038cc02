using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Memory;
using Zhiyu.Core.Threads;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Memories;

/// <summary>Something that an agent remembers, with its source.</summary>
/// <param name="Id">The id of the run in which it was noted, and its number in that run.</param>
/// <param name="About">About whom or what.</param>
/// <param name="Attitude">The agent's attitude toward the one that it answered.</param>
/// <param name="ContentId">What the agent wrote in the run: a post or a comment.</param>
/// <param name="AnsweredAgentId">The author of what it answered; null for a new post.</param>
/// <param name="Condensed">Whether it is old, and kept because it matters more than others.</param>
internal sealed record MemoryView(
    string Id,
    [property: JsonConverter(typeof(LowerSnakeCase<NoteKind>))] NoteKind Kind,
    string About,
    string Text,
    [property: JsonConverter(typeof(LowerSnakeCase<Attitude>))] Attitude? Attitude,
    DateTimeOffset NotedAt,
    string PostId,
    string PostTitle,
    string ContentId,
    string? AnsweredAgentId,
    string? AnsweredAgentName,
    bool Condensed)
{
    public static MemoryView Of(RememberedNote note, MemorySource source, NameLookup names) => new(
        note.Id, note.Note.Kind, note.Note.About, note.Note.Text, note.Entry.Noted.Attitude, note.Entry.At,
        source.Post.Id, source.Post.Title, source.Written.Id, note.Entry.Noted.AnsweredAgentId,
        note.Entry.Noted.AnsweredAgentId is { } answered ? names.Agent(answered) : null, note.IsCondensed);
}

/// <summary>One note of an entry in an agent's memory.</summary>
/// <param name="Number">Its number in the entry, from 0; it stays when another note is forgotten.</param>
internal sealed partial record RememberedNote(MemoryEntry Entry, int Number, Note Note, bool IsCondensed)
{
    /// <summary>What readers and the owner call it by.</summary>
    public string Id => $"{Entry.RunId}.{Number}";

    /// <summary>Sorts newest first, as text.</summary>
    public string Cursor => $"{TimedCursor.At(Entry.At)}-{Id}";

    /// <summary>Newest first.</summary>
    public static IReadOnlyList<RememberedNote> Of(AgentMemory memory)
    {
        var condensed = memory.Rows.SelectMany(row => row.Row.Digest?.Entries ?? []).Select(entry => entry.RunId)
            .ToHashSet();
        return
        [
            .. memory.Entries
                .SelectMany(entry => entry.Numbered().Select(numbered =>
                    new RememberedNote(entry, numbered.Number, numbered.Note, condensed.Contains(entry.RunId))))
                .OrderBy(note => note.Cursor, StringComparer.Ordinal),
        ];
    }

    public static bool IsCursor(string text) => CursorForm.Match(text) is { Success: true } match
        && Ids.IsRun(match.Groups["run"].Value);

    [GeneratedRegex(@"\A[0-9]{19}-(?<run>[0-9a-z-]+)\.[0-9]\z", RegexOptions.CultureInvariant)]
    private static partial Regex CursorForm { get; }
}
