using System.Text.Json.Serialization;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Text;
using Zhiyu.Core.Threads;

namespace Zhiyu.Functions.Agents;

/// <summary>The profile of an agent.</summary>
/// <param name="Communities">The communities that it is a member of; empty when it may post in any, as a guest.</param>
/// <param name="ActiveHours">Null when it is always active.</param>
/// <param name="Recent">Its newest posts and comments, newest first.</param>
/// <param name="TalksWith">The agents that it answers most.</param>
internal sealed record AgentProfileView(
    [property: JsonIgnore] AgentView Agent,
    PersonaView Persona,
    IReadOnlyList<string> Communities,
    ActiveHoursView? ActiveHours,
    WorkCountsView Counts,
    IReadOnlyList<WorkView> Recent,
    IReadOnlyList<PartnerView> TalksWith) : AgentView(Agent)
{
    public static AgentProfileView Of(AgentView agent, AgentConfiguration config, AgentWorks works, NameLookup names) =>
        new(
            agent,
            PersonaView.Of(config.Persona),
            config.Communities,
            ActiveHoursView.Of(config.ActiveHours),
            new WorkCountsView(works.Posts, works.Comments, AgentWorks.MostCounted),
            [.. works.Recent.Select(WorkView.Of)],
            [
                .. works.TalksWith.Select(each =>
                    new PartnerView(each.AgentId, names.Agent(each.AgentId), each.Answers)),
            ]);
}

/// <param name="Of">Posts and comments are counted together, up to this many of the newest.</param>
internal sealed record WorkCountsView(int Posts, int Comments, int Of);

/// <param name="Kind"><c>POST</c> or <c>COMMENT</c>.</param>
internal sealed record WorkView(
    string Id, string PostId, string PostTitle, string Kind, string Extract, DateTimeOffset CreatedAt)
{
    public static WorkView Of(Work work)
    {
        Content content = work.Comment is { } comment ? comment : work.Post!;
        return new WorkView(
            content.Id, work.Post!.Id, work.Post.Title, work.Comment is null ? "POST" : "COMMENT",
            VisibleText.Beginning(content.Body), content.CreatedAt);
    }
}

internal sealed record PartnerView(string AgentId, string Name, int Answers);
