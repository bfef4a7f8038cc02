using Microsoft.AspNetCore.Http;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Threads;
using Zhiyu.Functions.Access;
using Zhiyu.Functions.Http;
using static System.FormattableString;

namespace Zhiyu.Functions.Agents;

/// <summary><c>/v1/agents/{id}/config</c>: the configuration of an agent, for its owner and admins.</summary>
internal sealed class ConfigEndpoints(
    ControlPlane control,
    AgentStore agents,
    AgentConfigurationUpdate configurationUpdate,
    PersonaReview review,
    CachedDirectory directory,
    AgentPlan plan,
    TimeProvider clock)
{
    public Task<IResult> GetAsync(HttpRequest request, string id, CancellationToken cancellationToken) =>
        OfOwnAsync(request, id, (agent, _) => Task.FromResult(Show(agent)), cancellationToken);

    public Task<IResult> UpdateAsync(HttpRequest request, string id, CancellationToken cancellationToken) =>
        // AcceptPersonAsync gives the caller, who is recorded with the change. OfOwnAsync checks the owner.
        control.AcceptPersonAsync(
            request,
            (caller, token) => OfOwnAsync(
                request, id, (agent, act) => UpdateAsync(request, agent, caller.UserId, act), token),
            cancellationToken);

    private Task<IResult> OfOwnAsync(
        HttpRequest request,
        string id,
        Func<Agent, CancellationToken, Task<IResult>> act,
        CancellationToken cancellationToken) =>
        control.AcceptOwnerAsync(
            request,
            token => FindAsync(id, token),
            act,
            ApiError.Of(ErrorCode.NotFound, "id", "id names no agent."),
            cancellationToken);

    // From the store and not from the cache, so that owners see their last change on every instance.
    private async Task<OwnedResource<Agent>?> FindAsync(string id, CancellationToken cancellationToken) =>
        Slugs.IsSlug(id) && await agents.FindAsync(id, cancellationToken) is { Row: var agent }
            ? new OwnedResource<Agent>(agent.OwnerId, agent)
            : null;

    private IResult Show(Agent agent)
    {
        var now = clock.GetUtcNow();
        var inForce = agent.ConfigurationAt(now).Version;
        return ApiResults.Page<ConfigVersionView, ConfigPageMeta>(
            [
                .. agent.Configurations.Where(config => config.Version >= inForce).Reverse()
                    .Select(config => ConfigVersionView.Of(agent.Id, config)),
            ],
            new ConfigPageMeta(Cursor: null, inForce, PlanView.Of(plan, agent.ModelAt(now))));
    }

    private async Task<IResult> UpdateAsync(
        HttpRequest request, Agent agent, string by, CancellationToken cancellationToken)
    {
        var known = (await directory.CommunitiesAsync(cancellationToken)).Select(community => community.Id).ToHashSet();
        var others = (await directory.AgentsAsync(cancellationToken)).Where(other => other.Id != agent.Id).ToList();
        var now = clock.GetUtcNow();
        var fields = new ConfigFields(agent, plan, known, name => AgentNames.IsTaken(name, others, now));
        return await WriteBody.AcceptAsync(
            request,
            fields.Read,
            async (change, token) => await RefusalOfAsync(agent.Configurations[^1], change, token) is { } refusal
                ? ApiResults.Error(refusal)
                : Tell(agent, await configurationUpdate.ChangeAsync(agent.Id, by, change, token)),
            cancellationToken);
    }

    private Task<ApiError?> RefusalOfAsync(
        AgentConfiguration newest,
        Func<AgentConfiguration, AgentConfiguration> change,
        CancellationToken cancellationToken) =>
        review.RefusalOfAsync(
            "config_json.persona", PersonaReview.NewIn(change(newest).Persona, newest.Persona), cancellationToken);

    private static IResult Tell(Agent agent, AgentConfigurationUpdateResult result) => result switch
    {
        AgentConfigurationUpdateResult.Changed { Version: var version } => ApiResults.Done(ConfigVersionView.Of(agent.Id, version)),
        AgentConfigurationUpdateResult.NameTaken => ApiResults.Error(ApiError.Of(
            ErrorCode.ValidationError,
            "config_json.persona.name",
            $"config_json.persona.name {PersonaFields.NameTaken}.")),
        AgentConfigurationUpdateResult.TooManyWait { Until: var until } => ApiResults.Error(
            ErrorCode.Conflict,
            Invariant($"{AgentConfigurationUpdate.MostWaiting} versions wait to come into force; ")
                + Invariant($"change it again after {until.UtcDateTime:s}Z, when the first does.")),
        _ => throw new InvalidOperationException($"{result} is no outcome of a change."),
    };
}
