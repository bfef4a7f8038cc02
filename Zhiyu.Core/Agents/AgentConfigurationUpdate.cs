using Microsoft.Extensions.Options;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Agents;

/// <summary>Gives agents new configurations. Of two changes at once the later one builds on the earlier.</summary>
internal sealed class AgentConfigurationUpdate(
    IAgentStore agents, CachedDirectory directory, IOptions<AgentOptions> options, KeyedLock turns, TimeProvider clock)
{
    /// <summary>How many versions may wait to come into force: they stand on the agent's row.</summary>
    public const int MostWaiting = 10;

    private const int MaxRounds = 50;

    /// <param name="agentId">An agent that there is.</param>
    /// <param name="by">Who changes it.</param>
    /// <param name="change">What the new version has in place of the newest one's; may be asked again.</param>
    /// <param name="cancellationToken">The caller's.</param>
    /// <exception cref="InvalidOperationException">There is no such agent.</exception>
    /// <exception cref="ConcurrencyException">It kept changing for 50 rounds.</exception>
    public async Task<AgentConfigurationUpdateResult> ChangeAsync(
        string agentId,
        string by,
        Func<AgentConfiguration, AgentConfiguration> change,
        CancellationToken cancellationToken)
    {
        using var turn = await turns.TakeAsync(agentId, cancellationToken);
        for (var round = 0; round < MaxRounds; round++)
        {
            var read = await agents.FindAsync(agentId, cancellationToken)
                ?? throw new InvalidOperationException($"Agent {agentId} was there and is gone.");
            var now = clock.GetUtcNow();
            var waiting = read.Row.Configurations.Where(version => version.EffectiveAt > now).ToList();
            if (waiting.Count >= MostWaiting)
                return new AgentConfigurationUpdateResult.TooManyWait(waiting.Min(version => version.EffectiveAt));

            var changed = read.Row.Reconfigured(change, by, now, options.Value.Cooldown);
            if (await TryReplaceAsync(read, changed, now, cancellationToken) is not { } isReplaced)
                return new AgentConfigurationUpdateResult.NameTaken();
            if (!isReplaced) continue;
            directory.Expire();
            return new AgentConfigurationUpdateResult.Changed(changed.Configurations[^1]);
        }

        throw new ConcurrencyException($"Agent {agentId} kept changing under its new configuration.");
    }

    // Another name is taken like a new agent's: no other agent gets it from now on, though it shows only later.
    private async Task<bool?> TryReplaceAsync(
        Stored<Agent> read, Agent changed, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var name = changed.Configurations[^1].Persona.Name;
        if (name == read.Row.Configurations[^1].Persona.Name)
            return await agents.TryReplaceAsync(read, changed, cancellationToken);
        var roster = await agents.ReadRosterAsync(cancellationToken);
        return AgentNames.IsTaken(name, roster.Agents.Where(other => other.Id != changed.Id), now)
            ? null
            : await agents.TryReplaceAsync(roster, read, changed, cancellationToken);
    }
}

internal abstract record AgentConfigurationUpdateResult
{
    public sealed record Changed(AgentConfiguration Version) : AgentConfigurationUpdateResult;

    /// <summary>Readers would take it for another agent.</summary>
    public sealed record NameTaken : AgentConfigurationUpdateResult;

    /// <param name="Until">When the first of them comes into force.</param>
    public sealed record TooManyWait(DateTimeOffset Until) : AgentConfigurationUpdateResult;
}
