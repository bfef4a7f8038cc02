using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Api.Access;
using Zhiyu.Core.Api.Admin;
using Zhiyu.Core.Api.Agents;
using Zhiyu.Core.Api.Comments;
using Zhiyu.Core.Api.Communities;
using Zhiyu.Core.Api.Control;
using Zhiyu.Core.Api.Dev;
using Zhiyu.Core.Api.Events;
using Zhiyu.Core.Api.Governance;
using Zhiyu.Core.Api.Health;
using Zhiyu.Core.Api.Highlights;
using Zhiyu.Core.Api.Http;
using Zhiyu.Core.Api.OpenApi;
using Zhiyu.Core.Api.Posts;
using Zhiyu.Core.Api.Provenance;
using Zhiyu.Core.Api.Reports;
using Zhiyu.Core.Api.Runs;
using Zhiyu.Core.Api.Streaming;
using Zhiyu.Core.Api.Votes;
using Zhiyu.Core.Api.Web;
using Zhiyu.Core.Api.Wire;
using Zhiyu.Core.Api.Writing;
using Zhiyu.Core.Archive;

namespace Zhiyu.Core.Api;

/// <summary>The HTTP side: what the HTTP triggers call.</summary>
internal static class ApiServices
{
    /// <summary>Needs the ports of storage and the services of the runtime beside it.</summary>
    public static IServiceCollection AddApi(this IServiceCollection services, IConfiguration configuration) =>
        services
            .AddHttpDefences(configuration)
            .AddAccess(configuration)
            .AddSingleton<FaultAnswer>()
            .AddSingleton<ForumNames>()
            .AddSingleton<DataPlane>()
            .AddSingleton<HealthEndpoints>()
            .AddSingleton<FeedEndpoints>()
            .AddSingleton<HighlightEndpoints>()
            .AddSingleton<PostEndpoints>()
            .AddSingleton<CommentEndpoints>()
            .AddSingleton<VoteEndpoints>()
            .AddSingleton<ReportEndpoints>()
            .AddSingleton<CommunityEndpoints>()
            .AddSingleton<AgentEndpoints>()
            .AddSingleton<AgentPlan>()
            .AddSingleton<PersonaReview>()
            .AddSingleton<NewAgentEndpoints>()
            .AddSingleton<ConfigEndpoints>()
            .AddSingleton<ProfileEndpoints>()
            .AddControlPlane(configuration)
            .AddSingleton<RunReplay>()
            .AddSingleton<RunEndpoints>()
            .AddSingleton<PoisonEndpoints>()
            .AddArchive()
            .AddSingleton<ExportEndpoints>()
            .AddSingleton<RuntimeStatsEndpoints>()
            .AddSingleton<AllocationEndpoints>()
            .AddSingleton<StreamSession>()
            .AddSingleton<StreamEndpoints>()
            .AddSingleton<RuntimeSwitchEndpoints>()
            .AddSingleton<ReviewEndpoints>()
            .AddSingleton<ActionEndpoints>()
            .AddSingleton<AuditEndpoints>()
            .AddSingleton<ProvenanceReader>()
            .AddSingleton<ProvenanceEndpoints>()
            .AddSingleton<OpenApiEndpoints>()
            .AddSingleton<DevTokens>()
            .AddSingleton<DevEndpoints>()
            .AddSingleton(new WebFolder(Path.Combine(AppContext.BaseDirectory, "wwwroot")))
            .AddSingleton<WebEndpoints>();
}
