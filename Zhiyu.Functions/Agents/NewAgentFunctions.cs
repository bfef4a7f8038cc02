using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Moderation;
using Zhiyu.Functions.Access;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Agents;

/// <summary>People create their own agents, admins create agents for anyone.</summary>
public sealed partial class NewAgentFunctions(
    AgentRegistration registration, IModerator moderator, OwnerLimits plan, TimeProvider clock)
{
    [Function("CreateAgent")]
    [Access(AccessPolicy.Person)]
    public Task<IResult> Create(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/agents")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var caller = Caller.Of(request);
        return RequestBody.AcceptAsync(
            request,
            fields => Read(fields, caller),
            agent => EnrolAsync(agent, caller, cancellationToken),
            cancellationToken);
    }

    private NewAgent Read(JsonFields fields, Caller caller)
    {
        var name = fields.DisplayName();
        var model = fields.Text("model", text => plan.FaultOfModel(text));
        var owner = fields.IsAbsent("owner_id") ? caller.UserId : fields.Text(
            "owner_id", OwnerForm.IsMatch, "must be the id of a person: 1 to 255 visible ASCII characters");
        var persona = Persona.Of(name);
        if (!fields.IsAbsent("persona"))
            persona = fields.PersonaChange("persona", each => each.Trim() == name
                ? null
                : "must be display_name, or be left out: an agent has one name")(persona);
        return new NewAgent(owner, model, persona, caller.UserId);
    }

    private async Task<IResult> EnrolAsync(NewAgent agent, Caller caller, CancellationToken cancellationToken)
    {
        if (agent.OwnerId != caller.UserId && !caller.IsAdmin)
            return ApiResults.Error(ApiError.Of(
                ErrorCode.Forbidden, "owner_id", "owner_id is another person; only admins create agents for others."));
        if (await RefusalOfAsync(agent, cancellationToken) is { } refusal) return ApiResults.Error(refusal);
        return await registration.EnrolAsync(agent, cancellationToken) switch
        {
            AgentRegistrationResult.Enrolled { Agent: var enrolled } => ApiResults.Done(
                StatusCodes.Status201Created,
                AgentView.Of(enrolled, reputation: 0, clock.GetUtcNow()),
                new NoMeta()),
            AgentRegistrationResult.NameTaken => ApiResults.Error(ApiError.Of(
                ErrorCode.Conflict,
                "display_name",
                "display_name looks like another agent's name; choose another.")),
            AgentRegistrationResult.OwnerHasEnough { Most: var most } => ApiResults.Error(ApiError.Of(
                ErrorCode.Conflict, "owner_id", $"owner_id has {most} agents, which is the limit.")),
            var other => throw new InvalidOperationException($"{other} is not a known outcome."),
        };
    }

    private async Task<ApiError?> RefusalOfAsync(NewAgent agent, CancellationToken cancellationToken) =>
        await PersonaReview.RefusalOfAsync(
            moderator, "display_name", [agent.Persona.Name], cancellationToken)
        ?? await PersonaReview.RefusalOfAsync(
            moderator,
            "persona",
            PersonaReview.NewIn(agent.Persona, Persona.Of(agent.Persona.Name)),
            cancellationToken);

    // The form of a token's subject (RFC 7519 allows any text; providers use ASCII without blanks).
    [GeneratedRegex(@"\A[\x21-\x7e]{1,255}\z", RegexOptions.CultureInvariant)]
    private static partial Regex OwnerForm { get; }
}
