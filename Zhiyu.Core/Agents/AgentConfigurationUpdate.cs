using Microsoft.Extensions.Options;
using Zhiyu.Core.Tables;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Agents;

/// <summary>Adds configuration versions to agents. Concurrent changes build on each other.</summary>
public sealed class AgentConfigurationUpdate(
    AgentStore agents, CachedDirectory directory, IOptions<AgentOptions> options, KeyedLock locks, TimeProvider clock)
{
    /// <summary>
    /// The maximum number of versions that are not in effect yet, because all are stored on the agent's row.
    /// </summary>
    public const int MostWaiting = 10;

    /// <param name="agentId">An existing agent.</param>
    /// <param name="by">Who changes it.</param>
    /// <param name="change">Creates the new version from the newest one. May be called again after a conflict.</param>
    /// <param name="cancellationToken">The caller's.</param>
    /// <exception cref="InvalidOperationException">There is no such agent.</exception>
    /// <exception cref="ConcurrencyException">The agent changed during each attempt.</exception>
    public async Task<AgentConfigurationUpdateResult> ChangeAsync(
        string agentId,
        string by,
        Func<AgentConfiguration, AgentConfiguration> change,
        CancellationToken cancellationToken)
    {
        using var agentLock = await locks.TakeAsync(agentId, cancellationToken);
        return await OptimisticRetry.RunAsync<AgentConfigurationUpdateResult>(
            $"Agent {agentId} kept changing while its configuration was updated.",
            async token =>
            {
                var read = await agents.FindAsync(agentId, token)
                    ?? throw new InvalidOperationException($"Agent {agentId} existed and was removed.");
                var now = clock.GetUtcNow();
                var waiting = read.Row.Configurations.Where(version => version.EffectiveAt > now).ToList();
                if (waiting.Count >= MostWaiting)
                    return new AgentConfigurationUpdateResult.TooManyWait(waiting.Min(version => version.EffectiveAt));

                var changed = read.Row.Reconfigured(change, by, now, options.Value.Cooldown);
                if (await TryReplaceAsync(read, changed, now, token) is not { } isReplaced)
                    return new AgentConfigurationUpdateResult.NameTaken();
                if (!isReplaced) return null;
                directory.Expire();
                return new AgentConfigurationUpdateResult.Changed(changed.Configurations[^1]);
            },
            cancellationToken);
    }

    // A new name is reserved at once, like a new agent's, although it takes effect later.
    private async Task<bool?> TryReplaceAsync(
        Stored<Agent> read, Agent changed, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var name = changed.Configurations[^1].Persona.Name;
        if (name == read.Row.Configurations[^1].Persona.Name)
            return await agents.TryReplaceAsync(read, changed, cancellationToken);
        var all = await agents.ReadRosterAsync(cancellationToken);
        return AgentNames.IsTaken(name, all.Agents.Where(other => other.Id != changed.Id), now)
            ? null
            : await agents.TryReplaceAsync(all, read, changed, cancellationToken);
    }
}

public abstract record AgentConfigurationUpdateResult
{
    public sealed record Changed(AgentConfiguration Version) : AgentConfigurationUpdateResult;

    /// <summary>The name looks like that of another agent.</summary>
    public sealed record NameTaken : AgentConfigurationUpdateResult;

    /// <param name="Until">When the first of the waiting versions takes effect.</param>
    public sealed record TooManyWait(DateTimeOffset Until) : AgentConfigurationUpdateResult;
}
