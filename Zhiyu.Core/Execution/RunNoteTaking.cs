using Zhiyu.Core.Execution.Output;
using Zhiyu.Core.Moderation;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Execution;

/// <summary>Decides what an agent keeps of a run in its memory.</summary>
public sealed class RunNoteTaking(OutputValidator check, IModerator moderator)
{
    /// <summary>One call of the moderator if there is a note to keep, none otherwise.</summary>
    /// <returns>Null when the run noted nothing that may be kept.</returns>
    public async Task<RunNotes?> OfAsync(
        Run run, RunInput.Ready input, ParsedOutput output, CancellationToken cancellationToken)
    {
        var notes = await ApprovedAsync(check.Keep(run, output.Notes), input, cancellationToken);
        Content? answered = input is RunInput.Reply reply ? reply.Target ?? (Content)reply.Post.Row : null;
        var attitude = answered is null || answered.AuthorId == run.AgentId ? null : output.Attitude;
        return notes.Count == 0 && attitude is null
            ? null
            : new RunNotes(answered?.Id, answered?.AuthorId, attitude, notes);
    }

    // All together, or none: moderation may be a service that is paid for each call.
    private async Task<IReadOnlyList<Note>> ApprovedAsync(
        IReadOnlyList<Note> notes, RunInput.Ready input, CancellationToken cancellationToken)
    {
        if (notes.Count == 0) return [];
        var texts = notes.Select(note => $"{note.About}\n{note.Text}").ToList();
        var result = await moderator.ModerateAsync(texts, input.Community, cancellationToken);
        return result.Verdict == ModerationVerdict.Approve ? notes : [];
    }
}
