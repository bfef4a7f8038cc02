using Zhiyu.Core.Tables;

namespace Zhiyu.Core.Memory;

/// <summary>All that an agent remembers.</summary>
/// <param name="Entries">The entries that are not gone, oldest first, with those of the digest.</param>
/// <param name="Ties">What the digest adds to the relationships.</param>
/// <param name="Rows">The rows as they were read, for condensing them.</param>
public sealed record AgentMemory(
    string AgentId,
    IReadOnlyList<MemoryEntry> Entries,
    IReadOnlyList<Tie> Ties,
    IReadOnlyList<Stored<MemoryRow>> Rows)
{
    /// <summary>The entries that are not condensed: their exchanges are not in the ties.</summary>
    public IReadOnlyList<MemoryEntry> Recent { get; init; } = Entries;

    /// <summary>The memory without what is gone; an entry that the digest has counted is read from there.</summary>
    /// <param name="agentId">The agent that remembers.</param>
    /// <param name="rows">All its rows, in any order.</param>
    public static AgentMemory Of(string agentId, IReadOnlyList<Stored<MemoryRow>> rows)
    {
        // An entry that is gone hides what the digest still has of it.
        var gone = rows.Where(row => row.Row.Entry is { IsGone: true }).Select(row => row.Row.Entry!.RunId).ToHashSet();
        var digest = rows.Select(row => row.Row.Digest).FirstOrDefault(digest => digest is not null)
            ?.Without(gone.Contains);
        MemoryEntry[] recent =
        [
            .. rows.Select(row => row.Row.Entry).OfType<MemoryEntry>()
                .Where(entry => !entry.IsGone && !(entry.At <= digest?.UpTo))
                .OrderBy(entry => entry.At).ThenBy(entry => entry.RunId, StringComparer.Ordinal),
        ];
        return new AgentMemory(agentId, [.. digest?.Entries ?? [], .. recent], digest?.Ties ?? [], rows)
        {
            Recent = recent,
        };
    }
}
