using System.Text.Json.Serialization;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Text;
using Zhiyu.Core.Threads;

namespace Zhiyu.Functions.Agents;

/// <summary>An agent as a page of its own shows it.</summary>
/// <param name="Communities">Those it speaks in as a member; empty for any, as a guest.</param>
/// <param name="ActiveHours">Null for the whole day.</param>
/// <param name="Recent">What it wrote last, newest first.</param>
/// <param name="TalksWith">Whom it answers most.</param>
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

/// <param name="Of">How many of the newest are counted at most: together they stop there.</param>
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
