using System.Text.Json;
using Microsoft.Extensions.Logging;
using Zhiyu.Core.Allocation;
using Zhiyu.Core.Execution;
using Zhiyu.Core.Forum;

namespace Zhiyu.Core.Runtime;

/// <summary>Puts on record what failed for good, so that a run never hangs without an outcome.</summary>
internal sealed class PoisonWork(
    IRuntimeStore store, IThreadStore threads, TimeProvider clock, ILogger<PoisonWork> logger)
{
    private static readonly JsonSerializerOptions MessageJson = new(JsonSerializerDefaults.Web);

    /// <param name="queue">The queue that the message failed on.</param>
    public async Task RecordAsync(string queue, string text, CancellationToken cancellationToken)
    {
        if (queue == AssignmentMessage.Queue && RunOf(text) is { } runId) await FailAsync(runId, cancellationToken);
        await store.RecordPoisonAsync(new PoisonedMessage(queue, text, clock.GetUtcNow()), cancellationToken);
        Log.Poisoned(logger, queue);
    }

    private async Task FailAsync(string runId, CancellationToken cancellationToken)
    {
        while (await threads.FindAsync<Run>(runId, cancellationToken) is { Row.HasEnded: false } run)
        {
            var reason = $"gave up after {run.Row.Attempts} attempts: {run.Row.Reason ?? "no attempt came to an end"}";
            var failed = run.Row.End(RunStatus.Failed, reason, clock.GetUtcNow());
            var transaction = new ThreadTransaction(failed.ThreadId).Replace(run, failed);
            if (await threads.CommitAsync(transaction, cancellationToken) is CommitResult.Committed) return;
        }
    }

    private static string? RunOf(string text)
    {
        try
        {
            var message = JsonSerializer.Deserialize<AssignmentMessage>(text, MessageJson);
            return Ids.IsRun(message?.RunId) ? message!.RunId : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
