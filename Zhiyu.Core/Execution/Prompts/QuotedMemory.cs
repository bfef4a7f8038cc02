using Zhiyu.Core.Agents;
using Zhiyu.Core.Memory;
using Zhiyu.Core.Runs;

namespace Zhiyu.Core.Execution.Prompts;

/// <summary>Selects what a prompt tells an agent of its own memory.</summary>
/// <param name="memory">What the agent remembers.</param>
/// <param name="now">The time of the run.</param>
internal sealed class QuotedMemory(AgentMemory memory, DateTimeOffset now)
{
    private const int MostRelationships = 8;

    // Less than a single exchange of a month ago.
    private const double LeastFamiliarity = 0.03;

    /// <summary>Of an agent that remembers nothing.</summary>
    public static QuotedMemory None { get; } =
        new(new AgentMemory("", [], [], []), DateTimeOffset.UnixEpoch);

    public bool IsEmpty => memory.Entries.Count + memory.Ties.Count == 0;

    /// <param name="tokens">The token budget of the notes.</param>
    /// <param name="cost">What a note costs.</param>
    public IReadOnlyList<RecalledNote> Recalled(RecallCue cue, int tokens, Func<RecalledNote, int> cost) =>
    [
        .. Recall.Of(memory, cue, tokens, recollection => cost(NoteOf(recollection))).Select(NoteOf),
    ];

    /// <summary>The cue of an answer.</summary>
    public RecallCue CueOf(
        ThreadMaterial thread, IReadOnlyList<string> presentIds, IEnumerable<string> quotedIds) => Cue(
        $"{thread.Post.Title} {string.Join(' ', thread.Post.Tags)} {thread.Target?.Body ?? thread.Post.Body}") with
    {
        Present = presentIds.ToDictionary(id => id, id => thread.Names.GetValueOrDefault(id, "")),
        AnsweredAgentId = presentIds is [var answered, ..] ? answered : null,
        QuotedIds = quotedIds.ToHashSet(),
    };

    /// <summary>The cue of a new post.</summary>
    public RecallCue CueOf(Persona persona, Communities.Community community) =>
        Cue($"{community.Topic} {string.Join(' ', persona.Interests)}") with { CommunityId = community.Id };

    /// <summary>A line for each of those who are present and known, in this order.</summary>
    /// <param name="tokens">The token budget of the lines.</param>
    public IReadOnlyList<QuotedRelationship> RelationshipsWith(
        IEnumerable<string> presentIds, IReadOnlyDictionary<string, string> names, int tokens, Func<string, int> cost)
    {
        var known = Relationships.Of(memory, now).ToDictionary(relationship => relationship.AgentId);
        return
        [
            .. presentIds
                .Select(known.GetValueOrDefault)
                .OfType<Relationship>()
                .Where(each => each.Familiarity >= LeastFamiliarity && names.ContainsKey(each.AgentId))
                .Select(each => new QuotedRelationship(
                    Quoting.Name(names[each.AgentId]), each.Familiarity, each.Agreement, each.LastMetAt))
                .TakeWhile(each => (tokens -= cost(each.AgentName)) >= 0)
                .Take(MostRelationships),
        ];
    }

    private static RecalledNote NoteOf(Recollection recollection) => new(
        recollection.Entry.RunId, recollection.Entry.ContentId, recollection.Entry.ThreadTitle,
        recollection.Note.Kind, recollection.Note.About, recollection.Note.Text, recollection.Entry.At);

    private RecallCue Cue(string text) => new() { Text = text, Now = now, IsCommon = CommonWords.Embedded.Include };
}
