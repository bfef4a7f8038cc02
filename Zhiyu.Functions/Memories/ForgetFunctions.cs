using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Memory;
using Zhiyu.Core.Threads;
using Zhiyu.Functions.Access;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Memories;

/// <summary>Makes agents forget, for their owners and admins.</summary>
public sealed class ForgetFunctions(AgentStore agents, MemoryForgetting memories)
{
    [Function("ForgetMemories")]
    [Access(AccessPolicy.OwnerOrAdmin)]
    public async Task<IResult> Forget(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/agents/{id}/memories/forget")]
        HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        var agent = Slugs.IsSlug(id) ? (await agents.FindAsync(id, cancellationToken))?.Row : null;
        if (!Caller.Of(request).MaySee(agent, agent?.OwnerId, "agent", out var refusal)) return refusal;
        return await RequestBody.AcceptAsync(
            request, Read, order => ForgetAsync(agent.Id, order, cancellationToken), cancellationToken);
    }

    private async Task<IResult> ForgetAsync(string agentId, Order order, CancellationToken cancellationToken) =>
        await (order.PostId is { } postId
            ? memories.ForgetThreadAsync(agentId, postId, cancellationToken)
            : memories.ForgetNoteAsync(agentId, order.RunId, order.Number, cancellationToken)) switch
        {
            ForgetOutcome.Forgotten { Notes: var notes } => ApiResults.Done(new ForgottenView(notes)),
            _ => ApiResults.Error(ApiError.Unknown("memory_id", "memory")),
        };

    private static Order Read(JsonFields fields)
    {
        var hasPost = fields.IsGiven("post_id");
        var postId = hasPost ? fields.PostId("post_id") : null;
        if (hasPost && !fields.IsGiven("memory_id")) return new Order(postId, "", 0);
        var memoryId = fields.Text(
            "memory_id", IsMemory, "must be the id of a memory, or be left out where post_id is given");
        return IsMemory(memoryId)
            ? new Order(postId, memoryId[..^2], memoryId[^1] - '0')
            : new Order(postId, "", 0);
    }

    // The id of a run, a dot, and the number of the note.
    private static bool IsMemory(string id) =>
        id.Length > 2 && id[^2] == '.' && char.IsAsciiDigit(id[^1]) && Ids.IsRun(id[..^2]);

    /// <param name="PostId">Null where one note is meant.</param>
    private sealed record Order(string? PostId, string RunId, int Number);
}

/// <summary>What an agent was made to forget.</summary>
/// <param name="Forgotten">How many notes; 0 when they were forgotten before, or when there were none.</param>
internal sealed record ForgottenView(int Forgotten);
