using System.Diagnostics;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Budgets;
using Zhiyu.Core.Execution.Checks;
using Zhiyu.Core.Execution.Output;

namespace Zhiyu.Core.Execution;

/// <summary>
/// Brings a claimed run to its one outcome: context, prompt, call, parse, check, publish. The answer and what it took
/// are kept before anything follows from them, so that whoever takes over a run goes on from there.
/// </summary>
internal sealed class RunFinisher(
    ThreadReader reader,
    AgentCall call,
    RunAccounts accounts,
    SpeechCheck check,
    ReplyPublisher publisher,
    FailedRuns failures,
    IOptions<ExecutionOptions> options,
    TimeProvider clock)
{
    public async Task<RunProgress> FinishAsync(LeasedRun run, CancellationToken cancellationToken)
    {
        // Of an attempt that got as far as its call and no further.
        if (run.Row.Answer is null) await accounts.SettleAsync(run.Row, cancellationToken);

        var reading = await reader.ReadAsync(run.Row, cancellationToken);
        if (reading is Reading.Nothing nothing)
            return await EndAsync(run, RunStatus.Skipped, nothing.Reason, cancellationToken);

        var thread = (Reading.Thread)reading;
        if (run.Row.Answer is null && await AskAsync(run, thread, cancellationToken) is { } unanswered)
            return unanswered;

        var answer = run.Row.Answer!;
        return AgentReply.Parse(answer.Text, answer.Truncated, thread.Context.Persona.Name) switch
        {
            ParsedOutput.Reply reply => await SayAsync(run, thread, reply.Body, cancellationToken),
            ParsedOutput.Decline decline =>
                await EndAsync(run, RunStatus.Declined, decline.Reason, cancellationToken),
            ParsedOutput.Unusable unusable =>
                await EndAsync(run, RunStatus.Failed, unusable.Reason, cancellationToken),
            _ => throw new UnreachableException(),
        };
    }

    /// <returns>Null when the run has an answer.</returns>
    private async Task<RunProgress?> AskAsync(
        LeasedRun run, Reading.Thread thread, CancellationToken cancellationToken)
    {
        var result = await call.AskAsync(run.Row, thread, cancellationToken);
        run.Row = result.Run;
        switch (result)
        {
            case CallResult.Answered:
                return null;
            case CallResult.Throttled throttled:
                return await EndAsync(
                    run, RunStatus.Throttled, throttled.Budget.ToWord(), cancellationToken);
            case CallResult.Refused refused:
                return await EndAsync(run, RunStatus.Failed, refused.Reason, cancellationToken);
            case CallResult.Unavailable when run.Row.FruitlessAttempts >= options.Value.MostFruitlessAttempts:
            {
                var reason = $"gave up after {run.Row.FruitlessAttempts} attempts that may have cost something: "
                    + ((CallResult.Unavailable)result).Reason;
                return await EndAsync(run, RunStatus.Failed, reason, cancellationToken);
            }
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

    private async Task<RunProgress> SayAsync(
        LeasedRun run, Reading.Thread thread, string body, CancellationToken cancellationToken)
    {
        if (!run.IsSaved && !await run.SaveAsync(run.Row, cancellationToken)) return new RunProgress.TakenOver();
        var words = await accounts.SettleAsync(run.Row, TextSketch.Of(body).Value, cancellationToken);
        if (check.Check(run.Row, thread, body, words) is Verdict.Rejected rejected)
        {
            run.Row = run.Row with { Match = rejected.Match };
            return await EndAsync(run, RunStatus.Rejected, rejected.Reason, cancellationToken);
        }

        return await publisher.PublishAsync(run.Stored, thread.Post, body, cancellationToken) is { } published
            ? new RunProgress.Ended(published)
            : new RunProgress.TakenOver();
    }

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
