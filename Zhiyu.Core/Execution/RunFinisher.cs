using System.Diagnostics;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Budgets;
using Zhiyu.Core.Execution.Checks;
using Zhiyu.Core.Execution.Output;
using Zhiyu.Core.Moderation;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Tables;

namespace Zhiyu.Core.Execution;

/// <summary>
/// Brings a claimed run to its outcome: context, prompt, call, parse, moderate, settle, check, publish. The answer and
/// its usage are saved before anything follows from them, so that another executor can continue from there.
/// </summary>
public sealed class RunFinisher(
    ReplyInputReader replyInputs,
    PostInputReader postInputs,
    AgentCall call,
    RunSettlement settlement,
    OutputValidator check,
    IModerator moderator,
    ReplyPublisher replies,
    PostPublisher posts,
    FailedRuns failures,
    IOptions<ExecutionOptions> options,
    TimeProvider clock)
{
    public async Task<RunProgress> FinishAsync(LeasedRun run, CancellationToken cancellationToken)
    {
        // Settles an earlier attempt that crashed after its call.
        if (run.Row.Answer is null) await settlement.SettleAsync(run.Row, cancellationToken);

        var found = run.Row.Kind == RunKind.Post
            ? await postInputs.ReadAsync(run.Row, cancellationToken)
            : await replyInputs.ReadAsync(run.Row, cancellationToken);
        // Earlier attempts may have crashed during their calls. This attempt makes no call, so their reservations are
        // closed here.
        if (found is not RunInput.Ready && run.Row.Attempts > 1)
            run.Row = await settlement.CloseAsync(run.Row, cancellationToken);
        if (found is RunInput.Skipped skipped)
            return await EndAsync(run, RunStatus.Skipped, skipped.Reason, cancellationToken);
        if (found is RunInput.Blocked blocked)
            return await EndAsync(run, RunStatus.Rejected, blocked.Reason, cancellationToken);
        var input = (RunInput.Ready)found;

        if (run.Row.Answer is null && await AskAsync(run, input, cancellationToken) is { } unanswered)
            return unanswered;

        var parsed = run.Row.Answer!.Parse(input.Context);
        var votes = CountedVotes.Of(run.Row, input.Context, parsed.Votes);
        if (!votes.SequenceEqual(run.Row.Votes)) run.Row = run.Row with { Votes = votes };
        return parsed switch
        {
            ParsedOutput.Decline decline => await DeclineAsync(run, decline, cancellationToken),
            ParsedOutput.Unusable unusable =>
                await EndAsync(run, RunStatus.Failed, unusable.Reason, cancellationToken),
            var output => await CheckAndPublishAsync(run, input, output, cancellationToken),
        };
    }

    /// <returns>Null when the run has an answer.</returns>
    private async Task<RunProgress?> AskAsync(
        LeasedRun run, RunInput.Ready input, CancellationToken cancellationToken)
    {
        var result = await call.AskAsync(run.Row, input, cancellationToken);
        run.Row = result.Run;
        switch (result)
        {
            case CallResult.Answered:
                return null;
            case CallResult.CutShort cutShort:
                cutShort.Fault.Throw();
                throw new UnreachableException();
            case CallResult.Throttled throttled:
                return await EndAsync(
                    run, RunStatus.Throttled, throttled.Budget.ToWord(), cancellationToken);
            case CallResult.Barred blocked:
                return await EndAsync(run, RunStatus.Rejected, blocked.Reason, cancellationToken);
            case CallResult.Refused refused:
                return await EndAsync(run, RunStatus.Failed, refused.Reason, cancellationToken);
            case CallResult.Unavailable unavailable
                when run.Row.UnansweredCalls >= options.Value.MostUnansweredCalls:
                return await EndAsync(
                    run, RunStatus.Failed,
                    $"gave up after {run.Row.UnansweredCalls} calls that may have cost something and brought no " +
                    $"answer: {unavailable.Reason}",
                    cancellationToken);
            case CallResult.Unavailable unavailable:
                return await WaitAsync(run, unavailable, cancellationToken);
            default:
                throw new UnreachableException();
        }
    }

    private async Task<RunProgress> WaitAsync(
        LeasedRun run, CallResult.Unavailable unavailable, CancellationToken cancellationToken)
    {
        var waiting = run.Row with { LeasedUntil = null, Reason = unavailable.Reason };
        if (!await run.SaveAsync(waiting, cancellationToken)) return new RunProgress.TakenOver();
        await settlement.SettleAsync(run.Row, cancellationToken);
        return new RunProgress.Waiting(unavailable.RetryAfter);
    }

    private async Task<RunProgress> DeclineAsync(
        LeasedRun run, ParsedOutput.Decline decline, CancellationToken cancellationToken)
    {
        if (!await SaveAnswerAsync(run, cancellationToken)) return new RunProgress.TakenOver();
        var settled = await SettleAsync(run, sketch: null, cancellationToken);
        return settled.Held is { } blocked
            ? await EndAsync(run, RunStatus.Rejected, blocked, cancellationToken)
            : await EndAsync(run, RunStatus.Declined, decline.Reason, cancellationToken);
    }

    private async Task<RunProgress> CheckAndPublishAsync(
        LeasedRun run, RunInput.Ready input, ParsedOutput output, CancellationToken cancellationToken)
    {
        if (!await SaveAnswerAsync(run, cancellationToken)) return new RunProgress.TakenOver();
        // Saved only with the run's end: another executor that takes over moderates the text again and uses its own
        // verdict.
        var moderation = await moderator.ModerateAsync(output.Texts, input.Community, cancellationToken);
        var settled = await SettleAsync(run, TextSketch.Of(output.Words).Value, cancellationToken);
        // The agent may have been banned during the model call or moderation.
        if (settled.Held is { } blocked) return await EndAsync(run, RunStatus.Rejected, blocked, cancellationToken);
        if (check.Check(run.Row, input, output.Words, settled.Words) is OutputCheckResult.Rejected rejected)
        {
            run.Row = run.Row with { Match = rejected.Match };
            return await EndAsync(run, RunStatus.Rejected, rejected.Reason, cancellationToken);
        }

        var moderated = run.Stored with { Row = run.Row with { Moderation = moderation } };
        return await PublishAsync(moderated, input, output, cancellationToken) is { } published
            ? new RunProgress.Ended(published)
            : new RunProgress.TakenOver();
    }

    // Saved first: after a crash, the call would be made and paid for again.
    private static async Task<bool> SaveAnswerAsync(LeasedRun run, CancellationToken cancellationToken) =>
        run.IsSaved || await run.SaveAsync(run.Row, cancellationToken);

    private async Task<Settled> SettleAsync(LeasedRun run, string? sketch, CancellationToken cancellationToken)
    {
        var settled = await settlement.SettleAsync(run.Row, sketch, cancellationToken);
        run.Row = run.Row with { Unsettled = null };
        return settled;
    }

    private Task<Run?> PublishAsync(
        Stored<Run> run, RunInput.Ready input, ParsedOutput output, CancellationToken cancellationToken) =>
        (input, output) switch
        {
            (RunInput.Reply replyInput, ParsedOutput.Reply reply) =>
                replies.PublishAsync(run, replyInput.Post, reply.Body, cancellationToken),
            (RunInput.NewThread, ParsedOutput.Post post) =>
                posts.PublishAsync(run, post, cancellationToken),
            _ => throw new UnreachableException(),
        };

    private async Task<RunProgress> EndAsync(
        LeasedRun run, RunStatus status, string reason, CancellationToken cancellationToken)
    {
        var ended = run.Row.End(status, reason, clock.GetUtcNow());
        if (status == RunStatus.Failed) await failures.RecordAsync(ended, cancellationToken);
        if (!await run.SaveAsync(ended, cancellationToken)) return new RunProgress.TakenOver();
        await settlement.SettleAsync(ended, cancellationToken);
        return new RunProgress.Ended(ended);
    }
}
