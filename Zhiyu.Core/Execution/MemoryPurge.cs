using Microsoft.Extensions.Options;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Memory;
using Zhiyu.Core.Retention;

namespace Zhiyu.Core.Execution;

/// <summary>Removes from memories what is from runs that are no longer kept.</summary>
/// <remarks>
/// Costs one query for each agent, and one storage transaction for each hundred old entries, gone or not, of an agent.
/// Starts at a random agent, as <see cref="RunPurge"/>.
/// </remarks>
internal sealed class MemoryPurge(
    MemoryStore memories, AgentStore agents, IOptions<RetentionOptions> options, Random random) : IPurge
{
    public string What => "memories";

    public async Task<int> PurgeAsync(DateTimeOffset now, int most, CancellationToken cancellationToken)
    {
        var oldest = now - options.Value.Runs;
        var removed = 0;
        foreach (var agent in RunPurge.FromRandom(await agents.ListAsync(cancellationToken), random))
        {
            if (removed >= most) break;
            var memory = await memories.ReadAsync(agent.Id, cancellationToken);
            var old = memory.Rows.Select(row => row.Row.Entry).OfType<MemoryEntry>()
                .Where(entry => entry.At < oldest).ToList();
            await memories.RemoveAsync(agent.Id, old.Select(entry => entry.RunId), cancellationToken);
            removed += old.Count;
            if (memory.Rows.Any(row => row.Row.Digest is { } digest && digest.Since(oldest).Items < digest.Items))
                await memories.ChangeDigestAsync(agent.Id, digest => digest.Since(oldest), cancellationToken);
        }

        return removed;
    }
}
