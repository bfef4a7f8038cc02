using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Tables;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Runtime;

/// <summary>Sends permanently failed runs and events again. After a crash, calling it again continues.</summary>
public sealed class Redrive(
    PoisonStore poison,
    ThreadStore threads,
    IWorkQueue<EventMessage> events,
    IWorkQueue<AssignmentMessage> assignments,
    IOptions<EventOptions> options)
{
    /// <summary>The maximum number of records for one call.</summary>
    public const int MaxAtOnce = 100;

    private const int MaxParallel = 16;

    /// <param name="ids">At most <see cref="MaxAtOnce"/>; null for the first records in the store.</param>
    /// <param name="cancellationToken">The caller's.</param>
    public async Task<PoisonReport> RunAsync(IReadOnlyList<string>? ids, CancellationToken cancellationToken)
    {
        ids ??= [.. (await poison.PageAsync(after: null, MaxAtOnce, cancellationToken)).Select(found => found.Row.Id)];
        var results = new ConcurrentQueue<PoisonResult>();
        await Parallel.ForEachAsync(
            ids.Distinct(),
            new ParallelOptions { MaxDegreeOfParallelism = MaxParallel, CancellationToken = cancellationToken },
            async (id, token) => results.Enqueue(await SendAsync(id, token)));
        return await PoisonReport.OfAsync(results, poison, cancellationToken);
    }

    private async Task<PoisonResult> SendAsync(string id, CancellationToken cancellationToken)
    {
        if (await poison.FindAsync(id, cancellationToken) is not { } record)
            return new PoisonResult.Skipped(id, "it is not recorded");
        return record.Row.Kind switch
        {
            PoisonKind.Run => await SendRunAsync(record, cancellationToken),
            PoisonKind.Event => await SendEventAsync(record, cancellationToken),
            _ => new PoisonResult.Skipped(id, "a message that is not of this app can't be sent again"),
        };
    }

    private async Task<PoisonResult> SendRunAsync(Stored<Poison> record, CancellationToken cancellationToken)
    {
        var id = record.Row.Id;
        var run = await threads.FindAsync<Run>(id, cancellationToken);
        if (run is not { Row.Status: RunStatus.Failed })
            return await SkipAsync(record, run?.Row, cancellationToken);

        // The guard: if the process crashes after the commit, this message still starts the run.
        await assignments.SendAsync(new AssignmentMessage(id), options.Value.GuardDelay, cancellationToken);
        var transaction = new ThreadTransaction(run.Row.ThreadId).Replace(run, run.Row.Redrive());
        if (await threads.CommitAsync(transaction, cancellationToken) is CommitResult.Conflict)
            return new PoisonResult.Skipped(id, "somebody else is redriving it");
        // Sends a new message instead of revealing the guard, because the guard may have been received before a slow
        // commit and dropped.
        await assignments.SendAsync(new AssignmentMessage(id), TimeSpan.Zero, cancellationToken);
        await poison.ForgetAsync(record, cancellationToken);
        return new PoisonResult.Done(id);
    }

    private async Task<PoisonResult> SkipAsync(
        Stored<Poison> record, Run? run, CancellationToken cancellationToken)
    {
        var id = record.Row.Id;
        if (run is { HasEnded: false })
        {
            // The end of the run was not stored, or an earlier redrive crashed. The record stays until the run has
            // ended.
            await assignments.SendAsync(new AssignmentMessage(id), TimeSpan.Zero, cancellationToken);
            return new PoisonResult.Skipped(id, "it has not ended; its assignment was sent once more");
        }

        await poison.ForgetAsync(record, cancellationToken);
        return new PoisonResult.Skipped(id, run is null ? "there is no such run" : "it did not fail after all");
    }

    private async Task<PoisonResult> SendEventAsync(Stored<Poison> record, CancellationToken cancellationToken)
    {
        var id = record.Row.Id;
        var known = await threads.FindAsync<ForumEvent>(id, cancellationToken) is { Row.Abandoned: false };
        if (known)
            await events.SendAsync(
                new EventMessage(id) { Revisit = record.Row.Revisit }, TimeSpan.Zero, cancellationToken);
        await poison.ForgetAsync(record, cancellationToken);
        return known
            ? new PoisonResult.Done(id)
            : new PoisonResult.Skipped(id, "nothing was ever written behind this event");
    }
}
