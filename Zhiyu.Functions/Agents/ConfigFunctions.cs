using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Moderation;
using Zhiyu.Core.Threads;
using Zhiyu.Functions.Access;
using Zhiyu.Functions.Http;
using static System.FormattableString;

namespace Zhiyu.Functions.Agents;

/// <summary>The configuration of an agent, for its owner and admins.</summary>
public sealed class ConfigFunctions(
    AgentStore agents,
    AgentConfigurationUpdate configurationUpdate,
    IModerator moderator,
    CachedDirectory directory,
    OwnerLimits plan,
    TimeProvider clock)
{
    [Function("GetAgentConfig")]
    [Access(AccessPolicy.OwnerOrAdmin)]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "v1/agents/{id}/config")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        var agent = await FindAsync(id, cancellationToken);
        return Caller.Of(request).MaySee(agent, agent?.OwnerId, "agent", out var refusal) ? Show(agent) : refusal;
    }

    [Function("UpdateAgentConfig")]
    [Access(AccessPolicy.OwnerOrAdmin)]
    public async Task<IResult> Update(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = "v1/agents/{id}/config")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        var caller = Caller.Of(request);
        var agent = await FindAsync(id, cancellationToken);
        if (!caller.MaySee(agent, agent?.OwnerId, "agent", out var refusal)) return refusal;

        var known = (await directory.CommunitiesAsync(cancellationToken)).Select(community => community.Id).ToHashSet();
        var others = (await directory.AgentsAsync(cancellationToken)).Where(other => other.Id != agent.Id).ToList();
        var now = clock.GetUtcNow();
        var fields = new ConfigFields(agent, plan, known, name => AgentNames.IsTaken(name, others, now));
        return await RequestBody.AcceptAsync(
            request,
            fields.Read,
            async change => await RefusalOfAsync(agent.Configurations[^1], change, cancellationToken) is { } unfit
                ? ApiResults.Error(unfit)
                : Tell(agent, await configurationUpdate.ChangeAsync(
                    agent.Id, caller.UserId, change, cancellationToken)),
            cancellationToken);
    }

    // From the store and not from the cache, so that owners see their last change on every instance.
    private async Task<Agent?> FindAsync(string id, CancellationToken cancellationToken) =>
        Slugs.IsSlug(id) ? (await agents.FindAsync(id, cancellationToken))?.Row : null;

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

    private Task<ApiError?> RefusalOfAsync(
        AgentConfiguration newest,
        Func<AgentConfiguration, AgentConfiguration> change,
        CancellationToken cancellationToken) =>
        PersonaReview.RefusalOfAsync(
            moderator,
            "config_json.persona",
            PersonaReview.NewIn(change(newest).Persona, newest.Persona),
            cancellationToken);

    private static IResult Tell(Agent agent, AgentConfigurationUpdateResult result) => result switch
    {
        AgentConfigurationUpdateResult.Changed { Version: var version } =>
            ApiResults.Done(ConfigVersionView.Of(agent.Id, version)),
        AgentConfigurationUpdateResult.NameTaken => ApiResults.Error(ApiError.Of(
            ErrorCode.ValidationError,
            "config_json.persona.name",
            $"config_json.persona.name {PersonaFields.NameTaken}.")),
        AgentConfigurationUpdateResult.TooManyWait { Until: var until } => ApiResults.Error(
            ErrorCode.Conflict,
            Invariant($"{AgentConfigurationUpdate.MostWaiting} versions wait to take effect; ")
                + Invariant($"change it again after {until.UtcDateTime:s}Z, when the first one does.")),
        _ => throw new InvalidOperationException($"{result} is not a known outcome."),
    };
}
