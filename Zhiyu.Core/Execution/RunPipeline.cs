using System.Diagnostics;
using Zhiyu.Core.Budgets;
using Zhiyu.Core.Execution.Checks;
using Zhiyu.Core.Execution.Output;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Moderation;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Execution;

/// <summary>
/// Brings a claimed run to its outcome: context, prompt, call, parse, moderate, settle, check, publish. The answer and
/// its usage are saved before anything follows from them, so that another executor can continue from there.
/// </summary>
public sealed class RunPipeline(
    RunInputReader inputs,
    AgentCall call,
    RunSettlement settlement,
    OutputValidator check,
    RunNoteTaking notes,
    IModerator moderator,
    ContentPublisher publisher,
    RunLifecycle lifecycle)
{
    public async Task<RunOutcome> FinishAsync(LeasedRun run, CancellationToken cancellationToken)
    {
        // Settles an earlier attempt that crashed after its call.
        if (run.Row.Answer is null) await settlement.SettleAsync(run.Row, cancellationToken);

        var found = await inputs.ReadAsync(run.Row, cancellationToken);
        // Earlier attempts may have crashed during their calls. This attempt makes no call, so their reservations are
        // closed here.
        if (found is not RunInput.Ready && run.Row.Attempts > 1)
            run.Row = await settlement.CloseAsync(run.Row, cancellationToken);
        if (found is RunInput.Skipped skipped)
            return await lifecycle.EndAsync(run, RunStatus.Skipped, skipped.Reason, cancellationToken);
        if (found is RunInput.Blocked blocked)
            return await lifecycle.EndAsync(run, RunStatus.Rejected, blocked.Reason, cancellationToken);
        var input = (RunInput.Ready)found;

        if (run.Row.Answer is null && await AskAsync(run, input, cancellationToken) is { } unanswered)
            return unanswered;

        // That of the call: read again after a crash, there may be comments that the model was not shown.
        var context = run.Row.Prompt!.Context;
        var parsed = run.Row.Answer!.Parse(context);
        var votes = CountedVotes.Of(run.Row, context, parsed.Votes);
        if (!votes.SequenceEqual(run.Row.Votes)) run.Row = run.Row with { Votes = votes };
        if (parsed is ParsedOutput.Unusable unusable)
            return await lifecycle.EndAsync(run, RunStatus.Failed, unusable.Reason, cancellationToken);
        // Saved first: after a crash, the call would be made and paid for again.
        if (!run.IsSaved && !await run.SaveAsync(run.Row, cancellationToken))
            return new RunOutcome.HeldElsewhere(run.Row);
        return parsed is ParsedOutput.Decline decline
            ? await DeclineAsync(run, decline, cancellationToken)
            : await CheckAndPublishAsync(run, input, parsed, cancellationToken);
    }

    /// <returns>Null when the run has an answer.</returns>
    private async Task<RunOutcome?> AskAsync(LeasedRun run, RunInput.Ready input, CancellationToken cancellationToken)
    {
        var result = await call.AskAsync(run.Row, input, cancellationToken);
        run.Row = result.Run;
        switch (result)
        {
            case CallResult.Answered:
                return null;
            case CallResult.NoAnswer none:
                return await lifecycle.EndAsync(run, none.Status, none.Reason, cancellationToken);
            case CallResult.Unavailable unavailable:
                return await lifecycle.PostponeAsync(
                    run, unavailable.Reason, unavailable.RetryAfter, cancellationToken);
            case CallResult.CutShort cutShort:
                cutShort.Fault.Throw();
                throw new UnreachableException();
            default:
                throw new UnreachableException();
        }
    }

    private async Task<RunOutcome> DeclineAsync(
        LeasedRun run, ParsedOutput.Decline decline, CancellationToken cancellationToken)
    {
        var settled = await SettleAsync(run, sketch: null, cancellationToken);
        return settled.Held is { } blocked
            ? await lifecycle.EndAsync(run, RunStatus.Rejected, blocked, cancellationToken)
            : await lifecycle.EndAsync(run, RunStatus.Declined, decline.Reason, cancellationToken);
    }

    private async Task<RunOutcome> CheckAndPublishAsync(
        LeasedRun run, RunInput.Ready input, ParsedOutput output, CancellationToken cancellationToken)
    {
        // Saved only with the run's end: another executor that takes over moderates the text again and uses its own
        // verdict.
        var moderation = await moderator.ModerateAsync(output.Texts, input.Community, cancellationToken);
        var settled = await SettleAsync(run, TextSketch.Of(output.Words).Value, cancellationToken);
        // The agent may have been banned during the model call or moderation.
        if (settled.Held is { } blocked)
            return await lifecycle.EndAsync(run, RunStatus.Rejected, blocked, cancellationToken);
        if (check.Check(run.Row, input, output.Words, settled.Words) is OutputCheckResult.Rejected rejected)
        {
            run.Row = run.Row with { Match = rejected.Match };
            return await lifecycle.EndAsync(run, RunStatus.Rejected, rejected.Reason, cancellationToken);
        }

        var moderated = run.Row with
        {
            Moderation = moderation,
            Notes = await notes.OfAsync(run.Row, input, output, cancellationToken),
        };
        var delivery = lifecycle.DeliveryOf(run.Stored with { Row = moderated });
        switch (await PublishAsync(moderated, moderation, input, output, delivery, cancellationToken))
        {
            case Publication.Committed:
                return new RunOutcome.Ended(delivery.Ended);
            case Publication.Withheld withheld:
                run.Row = moderated;
                return await lifecycle.EndAsync(run, RunStatus.Skipped, withheld.Reason, cancellationToken);
            default:
                return new RunOutcome.HeldElsewhere(run.Row);
        }
    }

    private async Task<Settled> SettleAsync(LeasedRun run, string? sketch, CancellationToken cancellationToken)
    {
        var settled = await settlement.SettleAsync(run.Row, sketch, cancellationToken);
        run.Row = run.Row with { Unsettled = null };
        return settled;
    }

    private Task<Publication> PublishAsync(
        Run run,
        ModerationResult moderation,
        RunInput.Ready input,
        ParsedOutput output,
        IEventDelivery delivery,
        CancellationToken cancellationToken) => (input, output) switch
    {
        (RunInput.Reply reply, ParsedOutput.Reply text) => publisher.PublishAsync(
            new CommentDraft
            {
                Post = reply.Post,
                Parent = reply.Target,
                Depth = run.Depth,
                AuthorId = run.AgentId,
                Body = text.Body,
                Moderation = moderation,
                Notes = run.Notes,
                EventId = run.ContentEventId,
                RunId = run.Id,
                Origin = OriginOf(run),
            },
            delivery,
            cancellationToken),
        (RunInput.NewThread, ParsedOutput.Post post) => publisher.PublishAsync(
            new PostDraft
            {
                ThreadId = run.ThreadId,
                CommunityId = run.CommunityId,
                AuthorId = run.AgentId,
                Title = post.Title,
                Body = post.Body,
                Tags = post.Tags,
                FollowsId = FollowedBy(post, run.Prompt!.Context),
                Moderation = moderation,
                Notes = run.Notes,
                EventId = run.ContentEventId,
                RunId = run.Id,
                Origin = OriginOf(run),
                At = run.Answer!.At,
            },
            delivery,
            cancellationToken),
        _ => throw new UnreachableException(),
    };

    private static ContentOrigin? OriginOf(Run run) => run is { Model: { } model, Prompt: { } prompt }
        ? new ContentOrigin(model, prompt.TemplateId, prompt.TemplateVersion)
        : null;

    // The thread of the recalled note; null where the model named none, or one that it was not shown. The context is
    // that of the call: read again after a crash, the notes may be others.
    private static string? FollowedBy(ParsedOutput.Post post, PromptContext context) =>
        context.Recalled.ElementAtOrDefault(post.Follows - 1) is { } note ? Ids.Thread(note.RunId) : null;
}
