using Microsoft.Extensions.Options;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Agents;

/// <summary>
/// Takes new agents in: no two of like names, and of each owner only so many, however many come at once.
/// </summary>
internal sealed class AgentRegistration(
    IAgentStore agents,
    CachedDirectory directory,
    IOptions<AgentOptions> options,
    TimeProvider clock,
    Random random)
{
    // In each round that is lost another agent was added; this many in a row mean something is broken.
    private const int MaxRounds = 100;

    /// <exception cref="ConcurrencyException">Others were added for 100 rounds.</exception>
    public async Task<AgentRegistrationResult> EnrolAsync(NewAgent request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var agent = Compose(request, now);
        for (var round = 0; round < MaxRounds; round++)
        {
            var roster = await agents.ReadRosterAsync(cancellationToken);
            // A write whose answer was lost is sent again by the client, and conflicts with itself.
            var isDone = roster.Agents.Any(each => each.Id == agent.Id);
            if (!isDone && roster.RefusalOf(agent, options.Value.PerOwner, now) is { } refusal) return refusal;
            if (!isDone && !await agents.TryAddAsync(roster, agent, cancellationToken)) continue;

            directory.Expire();
            return new AgentRegistrationResult.Enrolled(agent);
        }

        throw new ConcurrencyException($"Agents kept being added while {request.Persona.Name} was to be.");
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

/// <param name="Model">One that agents may ask for.</param>
/// <param name="Persona">Its name is the agent's.</param>
/// <param name="By">Who makes it: its owner, or an admin.</param>
internal sealed record NewAgent(string OwnerId, string Model, Persona Persona, string By);

internal abstract record AgentRegistrationResult
{
    public sealed record Enrolled(Agent Agent) : AgentRegistrationResult;

    /// <summary>Readers would take it for another agent.</summary>
    public sealed record NameTaken : AgentRegistrationResult;

    public sealed record OwnerHasEnough(int Most) : AgentRegistrationResult;
}
