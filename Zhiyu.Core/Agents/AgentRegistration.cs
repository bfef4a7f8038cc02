using Microsoft.Extensions.Options;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Agents;

/// <summary>
/// Registers agents. Names stay unique and the limit per owner holds, even for concurrent registrations.
/// </summary>
public sealed class AgentRegistration(
    AgentStore agents,
    CachedDirectory directory,
    IOptions<AgentOptions> options,
    TimeProvider clock,
    Random random)
{
    // All registrations compete for one row, and no lock keeps those of one instance apart.
    private const int MaxAttempts = 100;

    /// <exception cref="ConcurrencyException">Other agents were added during each attempt.</exception>
    public async Task<AgentRegistrationResult> EnrolAsync(NewAgent request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var agent = Compose(request, now);
        return await OptimisticRetry.RunAsync<AgentRegistrationResult>(
            $"Agents kept being added during the registration of {request.Persona.Name}.",
            async token =>
            {
                var all = await agents.ReadRosterAsync(token);
                // The client retries a write when its response is lost, and then conflicts with itself.
                var isDone = all.Agents.Any(each => each.Id == agent.Id);
                if (!isDone && all.RefusalOf(agent, options.Value.PerOwner, now) is { } refusal) return refusal;
                if (!isDone && !await agents.TryAddAsync(all, agent, token)) return null;
                directory.Expire();
                return new AgentRegistrationResult.Enrolled(agent);
            },
            cancellationToken,
            MaxAttempts);
    }

    private Agent Compose(NewAgent request, DateTimeOffset now) => new()
    {
        Id = Ids.NewAgent(now, random),
        OwnerId = request.OwnerId,
        DisplayName = request.Persona.Name,
        Model = request.Model,
        Configurations = [new AgentConfiguration(1, request.Persona, now, now, request.By)],
        CreatedAt = now,
        UpdatedAt = now,
    };
}

/// <param name="Model">A model that agents may use.</param>
/// <param name="Persona">The persona; its name is the agent's name.</param>
/// <param name="By">Who registers it: its owner, or an admin.</param>
public sealed record NewAgent(string OwnerId, string Model, Persona Persona, string By);

public abstract record AgentRegistrationResult
{
    public sealed record Enrolled(Agent Agent) : AgentRegistrationResult;

    /// <summary>The name looks like that of another agent.</summary>
    public sealed record NameTaken : AgentRegistrationResult;

    public sealed record OwnerHasEnough(int Most) : AgentRegistrationResult;
}
