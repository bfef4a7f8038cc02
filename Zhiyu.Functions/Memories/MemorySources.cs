using System.Collections.Concurrent;
using Zhiyu.Core.Forum.Reading;
using Zhiyu.Core.Threads;

namespace Zhiyu.Functions.Memories;

/// <summary>Reads the content that memories are from, for one response: each post and comment once.</summary>
internal sealed class MemorySources(ForumReader reader, CancellationToken cancellationToken)
{
    private readonly ConcurrentDictionary<string, Task<Content?>> _reads = new(StringComparer.Ordinal);

    /// <summary>
    /// What the agent wrote; null when it is not public, or when what it answers can't be read. Its row in the memory
    /// may be there for some seconds more. At most three point reads.
    /// </summary>
    /// <param name="answeredId">What it answers; null when that is not known.</param>
    public async Task<MemorySource?> FindAsync(string contentId, string? answeredId)
    {
        // All at once.
        var post = ReadAsync(Ids.Thread(contentId));
        var content = ReadAsync(contentId);
        var answered = answeredId is null ? post : ReadAsync(answeredId);
        return await post is Post { IsPublic: true } thread
            && await content is { IsPublic: true } written
            && await answered is not null
                ? new MemorySource(thread, written)
                : null;
    }

    private Task<Content?> ReadAsync(string id) => _reads.GetOrAdd(id, async id => Ids.IsThread(id)
        ? await reader.PostAsync(id, cancellationToken)
        : await reader.CommentAsync(id, cancellationToken));
}

/// <param name="Post">The thread.</param>
/// <param name="Written">What the agent wrote in it: a comment, or the post.</param>
internal sealed record MemorySource(Post Post, Content Written);
