using Zhiyu.Core.Tables;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Forum.Reading;

/// <summary>Reads current posts. Concurrent requests for the same post share one read.</summary>
/// <remarks>
/// A request that arrives during a read waits for the next read, so that it never gets data older than itself: it sees
/// everything written or withheld before it. A read times out after ten seconds, for all requests that share it.
/// </remarks>
public sealed class PostReads(ThreadStore threads, TimeProvider clock)
{
    // As long as the client retries when storage is busy. A connection can hang for minutes.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    // For each post that is being read: the next read, which later requests wait for; null when there are none.
    private readonly Dictionary<string, TaskCompletionSource<Stored<Post>?>?> _next = new(StringComparer.Ordinal);

    /// <summary>Null when there is no such post. Costs at most one storage transaction.</summary>
    public Task<Stored<Post>?> FindAsync(string id, CancellationToken cancellationToken)
    {
        TaskCompletionSource<Stored<Post>?> shared;
        bool isFirst;
        lock (_next)
        {
            isFirst = !_next.TryGetValue(id, out var next);
            shared = next ?? new(TaskCreationOptions.RunContinuationsAsynchronously);
            _next[id] = isFirst ? null : shared;
        }

        if (isFirst) Start(id, shared);
        return shared.Task.WaitAsync(cancellationToken);
    }

    private void Start(string id, TaskCompletionSource<Stored<Post>?> first)
    {
        // Later reads serve other requests, so they must not run in the context of this one.
        using (ExecutionContext.SuppressFlow()) _ = ReadAsync(id, first);
    }

    // Not cancelled with its first caller, because others may wait for it.
    private async Task ReadAsync(string id, TaskCompletionSource<Stored<Post>?> first)
    {
        for (var reading = first; reading is not null; reading = TakeNext(id))
        {
            try
            {
                using var timeout = new CancellationTokenSource(Timeout, clock);
                reading.SetResult(await threads.FindAsync<Post>(id, timeout.Token));
            }
            catch (Exception fault)
            {
                reading.SetException(fault);
                _ = reading.Task.Exception; // Marks the exception as observed when no caller waits any more.
            }
        }
    }

    private TaskCompletionSource<Stored<Post>?>? TakeNext(string id)
    {
        lock (_next)
        {
            var next = _next[id];
            if (next is null) _next.Remove(id);
            else _next[id] = null;
            return next;
        }
    }
}
