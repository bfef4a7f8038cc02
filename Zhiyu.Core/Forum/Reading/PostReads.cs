using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Forum.Reading;

/// <summary>Posts as they are now. Many who want the same one at once have it read once.</summary>
/// <remarks>
/// Whoever comes while a post is being read waits for the next reading, so that nobody is given what is older than the
/// question: what was written or withheld before is so for them. A reading that is not answered in ten seconds is given
/// up, for all who wait for it.
/// </remarks>
internal sealed class PostReads(IThreadStore threads, TimeProvider clock)
{
    // As long as the client tries again where storage says that it is busy; a connection may hang for minutes.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    // Of each post that is being read: what those wait for who came since; null where nobody did.
    private readonly Dictionary<string, TaskCompletionSource<Stored<Post>?>?> _next = new(StringComparer.Ordinal);

    /// <summary>Null when there is no such post. One storage transaction, or a share of one.</summary>
    public Task<Stored<Post>?> FindAsync(string id, CancellationToken cancellationToken)
    {
        TaskCompletionSource<Stored<Post>?> mine;
        bool isFirst;
        lock (_next)
        {
            isFirst = !_next.TryGetValue(id, out var next);
            mine = next ?? new(TaskCreationOptions.RunContinuationsAsynchronously);
            _next[id] = isFirst ? null : mine;
        }

        if (isFirst) Start(id, mine);
        return mine.Task.WaitAsync(cancellationToken);
    }

    private void Start(string id, TaskCompletionSource<Stored<Post>?> first)
    {
        // What it reads later is for other requests than the one that it begins in.
        using (ExecutionContext.SuppressFlow()) _ = ReadAsync(id, first);
    }

    // It goes on when the one who came first has gone: others wait for it.
    private async Task ReadAsync(string id, TaskCompletionSource<Stored<Post>?> first)
    {
        for (var reading = first; reading is not null; reading = TakeNext(id))
        {
            try
            {
                using var limit = new CancellationTokenSource(Limit, clock);
                reading.SetResult(await threads.FindAsync<Post>(id, limit.Token));
            }
            catch (Exception fault)
            {
                reading.SetException(fault);
                _ = reading.Task.Exception; // Nobody may be waiting for it any more.
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
