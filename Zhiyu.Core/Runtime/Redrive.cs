using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Runtime;

/// <summary>Sends again what failed for good. Whenever it dies, doing it again goes on from there.</summary>
internal sealed class Redrive(
    IPoisonStore poison,
    IThreadStore threads,
    IWorkQueue<EventMessage> events,
    IWorkQueue<AssignmentMessage> assignments,
    IOptions<EventOptions> options)
{
    /// <summary>How many records one call takes up.</summary>
    public const int MaxAtOnce = 100;

    private const int AtOnce = 16;

    /// <param name="ids">At most <see cref="MaxAtOnce"/>; null for the first so many that are on record.</param>
    /// <param name="cancellationToken">The caller's.</param>
    public async Task<PoisonReport> RunAsync(IReadOnlyList<string>? ids, CancellationToken cancellationToken)
    {
        ids ??= [.. (await poison.PageAsync(after: null, MaxAtOnce, cancellationToken)).Select(found => found.Row.Id)];
        var results = new ConcurrentQueue<PoisonResult>();
        await Parallel.ForEachAsync(
            ids.Distinct(),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (id, token) => results.Enqueue(await SendAsync(id, token)));
        return await PoisonReport.OfAsync(results, poison, cancellationToken);
    }

    private async Task<PoisonResult> SendAsync(string id, CancellationToken cancellationToken)
    {
        if (await poison.FindAsync(id, cancellationToken) is not { } record)
            return new PoisonResult.Skipped(id, "it is not on record");
        return record.Row.Kind switch
        {
            PoisonKind.Run => await SendRunAsync(record, cancellationToken),
            PoisonKind.Event => await SendEventAsync(record, cancellationToken),
            _ => new PoisonResult.Skipped(id, "a message that is none of ours can't be sent again"),
        };
    }

    private async Task<PoisonResult> SendRunAsync(Stored<Poison> record, CancellationToken cancellationToken)
    {
        var id = record.Row.Id;
        var run = await threads.FindAsync<Run>(id, cancellationToken);
        if (run is not { Row.Status: RunStatus.Failed })
            return await PassOverAsync(record, run?.Row, cancellationToken);

        // The guard: whoever dies after the commit leaves a run that its assignment is on the way to.
        await assignments.SendAsync(new AssignmentMessage(id), options.Value.GuardDelay, cancellationToken);
        var transaction = new ThreadTransaction(run.Row.ThreadId).Replace(run, run.Row.Redrive());
        if (await threads.CommitAsync(transaction, cancellationToken) is CommitResult.Conflict)
            return new PoisonResult.Skipped(id, "somebody else is redriving it");
        // Not revealed but sent anew: a guard that fired before a slow commit found the run failed, and is gone.
        await assignments.SendAsync(new AssignmentMessage(id), TimeSpan.Zero, cancellationToken);
        await poison.ForgetAsync(record, cancellationToken);
        return new PoisonResult.Done(id);
    }

    private async Task<PoisonResult> PassOverAsync(
        Stored<Poison> record, Run? run, CancellationToken cancellationToken)
    {
        var id = record.Row.Id;
        if (run is { HasEnded: false })
        {
            // Its end was not written, or an earlier redrive died: the record stays until the run has ended.
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
        if (known) await events.SendAsync(new EventMessage(id), TimeSpan.Zero, cancellationToken);
        await poison.ForgetAsync(record, cancellationToken);
        return known
            ? new PoisonResult.Done(id)
            : new PoisonResult.Skipped(id, "nothing was ever written behind this event");
    }
}
