using System.Diagnostics;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Budgets;
using Zhiyu.Core.Execution.Checks;
using Zhiyu.Core.Execution.Output;
using Zhiyu.Core.Moderation;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Execution;

/// <summary>
/// Brings a claimed run to its one outcome: context, prompt, call, parse, moderate, settle, check, publish. The answer and what
/// it took are kept before anything follows from them, so that whoever takes over a run goes on from there.
/// </summary>
internal sealed class RunFinisher(
    ReplyInputReader threads,
    PostInputReader boards,
    AgentCall call,
    RunSettlement accounts,
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
        // Of an attempt that got as far as its call and no further.
        if (run.Row.Answer is null) await accounts.SettleAsync(run.Row, cancellationToken);

        var reading = run.Row.Kind == RunKind.Post
            ? await boards.ReadAsync(run.Row, cancellationToken)
            : await threads.ReadAsync(run.Row, cancellationToken);
        // Attempts before it may have died in their calls; this one makes none that would find what they reserved.
        if (reading is not RunInput.Ready && run.Row.Attempts > 1)
            run.Row = await accounts.CloseAsync(run.Row, cancellationToken);
        if (reading is RunInput.Skipped nothing)
            return await EndAsync(run, RunStatus.Skipped, nothing.Reason, cancellationToken);
        if (reading is RunInput.Blocked barred)
            return await EndAsync(run, RunStatus.Rejected, barred.Reason, cancellationToken);
        var matter = (RunInput.Ready)reading;

        if (run.Row.Answer is null && await AskAsync(run, matter, cancellationToken) is { } unanswered)
            return unanswered;

        var parsed = run.Row.Answer!.Parse(matter.Context);
        var votes = CountedVotes.Of(run.Row, matter.Context, parsed.Votes);
        if (!votes.SequenceEqual(run.Row.Votes)) run.Row = run.Row with { Votes = votes };
        return parsed switch
        {
            ParsedOutput.Decline decline => await DeclineAsync(run, decline, cancellationToken),
            ParsedOutput.Unusable unusable =>
                await EndAsync(run, RunStatus.Failed, unusable.Reason, cancellationToken),
            var said => await SayAsync(run, matter, said, cancellationToken),
        };
    }

    /// <returns>Null when the run has an answer.</returns>
    private async Task<RunProgress?> AskAsync(
        LeasedRun run, RunInput.Ready matter, CancellationToken cancellationToken)
    {
        var result = await call.AskAsync(run.Row, matter, cancellationToken);
        run.Row = result.Run;
        switch (result)
        {
            case CallResult.Answered:
                return null;
            case CallResult.CutShort cut:
                cut.Fault.Throw();
                throw new UnreachableException();
            case CallResult.Throttled throttled:
                return await EndAsync(
                    run, RunStatus.Throttled, throttled.Budget.ToWord(), cancellationToken);
            case CallResult.Barred barred:
                return await EndAsync(run, RunStatus.Rejected, barred.Reason, cancellationToken);
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
        await accounts.SettleAsync(run.Row, cancellationToken);
        return new RunProgress.Waiting(unavailable.RetryAfter);
    }

    private async Task<RunProgress> DeclineAsync(
        LeasedRun run, ParsedOutput.Decline decline, CancellationToken cancellationToken)
    {
        if (!await KeepAsync(run, cancellationToken)) return new RunProgress.TakenOver();
        var settled = await SettleAsync(run, sketch: null, cancellationToken);
        return settled.Held is { } barred
            ? await EndAsync(run, RunStatus.Rejected, barred, cancellationToken)
            : await EndAsync(run, RunStatus.Declined, decline.Reason, cancellationToken);
    }

    private async Task<RunProgress> SayAsync(
        LeasedRun run, RunInput.Ready matter, ParsedOutput said, CancellationToken cancellationToken)
    {
        if (!await KeepAsync(run, cancellationToken)) return new RunProgress.TakenOver();
        // Kept with the run's end and no earlier: whoever takes the run over has it judged anew, and publishes by that.
        var moderation = await moderator.ModerateAsync(said.Texts, matter.Place, cancellationToken);
        var settled = await SettleAsync(run, TextSketch.Of(said.Words).Value, cancellationToken);
        // Who was banned while the model thought, or moderation, says nothing any more.
        if (settled.Held is { } barred) return await EndAsync(run, RunStatus.Rejected, barred, cancellationToken);
        if (check.Check(run.Row, matter, said.Words, settled.Words) is OutputCheckResult.Rejected rejected)
        {
            run.Row = run.Row with { Match = rejected.Match };
            return await EndAsync(run, RunStatus.Rejected, rejected.Reason, cancellationToken);
        }

        var moderated = run.Stored with { Row = run.Row with { Moderation = moderation } };
        return await PublishAsync(moderated, matter, said, cancellationToken) is { } published
            ? new RunProgress.Ended(published)
            : new RunProgress.TakenOver();
    }

    // The answer, before anything is made of it: a crash in between would have the call made and paid for again.
    private static async Task<bool> KeepAsync(LeasedRun run, CancellationToken cancellationToken) =>
        run.IsSaved || await run.SaveAsync(run.Row, cancellationToken);

    private async Task<Settled> SettleAsync(LeasedRun run, string? sketch, CancellationToken cancellationToken)
    {
        var settled = await accounts.SettleAsync(run.Row, sketch, cancellationToken);
        run.Row = run.Row with { Unsettled = null };
        return settled;
    }

    private Task<Run?> PublishAsync(
        Stored<Run> run, RunInput.Ready matter, ParsedOutput said, CancellationToken cancellationToken) =>
        (matter, said) switch
        {
            (RunInput.Reply thread, ParsedOutput.Reply reply) =>
                replies.PublishAsync(run, thread.Post, reply.Body, cancellationToken),
            (RunInput.NewThread board, ParsedOutput.Post post) =>
                posts.PublishAsync(run, post, cancellationToken),
            _ => throw new UnreachableException(),
        };

    private async Task<RunProgress> EndAsync(
        LeasedRun run, RunStatus status, string reason, CancellationToken cancellationToken)
    {
        var ended = run.Row.End(status, reason, clock.GetUtcNow());
        if (status == RunStatus.Failed) await failures.RecordAsync(ended, cancellationToken);
        if (!await run.SaveAsync(ended, cancellationToken)) return new RunProgress.TakenOver();
        await accounts.SettleAsync(ended, cancellationToken);
        return new RunProgress.Ended(ended);
    }
}
