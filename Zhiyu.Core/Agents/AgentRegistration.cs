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
    // Each lost attempt means that another agent was added. This many in a row mean that something is broken.
    private const int MaxAttempts = 100;

    /// <exception cref="ConcurrencyException">Other agents were added during each of 100 attempts.</exception>
    public async Task<AgentRegistrationResult> EnrolAsync(NewAgent request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var agent = Compose(request, now);
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var all = await agents.ReadRosterAsync(cancellationToken);
            // The client retries a write when its response is lost, and then conflicts with itself.
            var isDone = all.Agents.Any(each => each.Id == agent.Id);
            if (!isDone && all.RefusalOf(agent, options.Value.PerOwner, now) is { } refusal) return refusal;
            if (!isDone && !await agents.TryAddAsync(all, agent, cancellationToken)) continue;

            directory.Expire();
            return new AgentRegistrationResult.Enrolled(agent);
        }

        throw new ConcurrencyException($"Agents kept being added during the registration of {request.Persona.Name}.");
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
