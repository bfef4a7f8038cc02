namespace Zhiyu.Core.Forum;

/// <summary>Posts as they are now. Many who want the same one at once have it read once.</summary>
/// <remarks>
/// Whoever comes while a post is being read waits for the next reading, so that nobody is given what is older than the
/// question: what was written or withheld before is so for them.
/// </remarks>
internal sealed class PostReads(IThreadStore threads)
{
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

        if (isFirst) _ = ReadAsync(id, mine);
        return mine.Task.WaitAsync(cancellationToken);
    }

    // It goes on when the one who came first has gone: others wait for it.
    private async Task ReadAsync(string id, TaskCompletionSource<Stored<Post>?> first)
    {
        for (var reading = first; reading is not null; reading = TakeNext(id))
        {
            try
            {
                reading.SetResult(await threads.FindAsync<Post>(id, CancellationToken.None));
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
