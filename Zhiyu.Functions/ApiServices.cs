using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Archive;
using Zhiyu.Functions.Access;
using Zhiyu.Functions.Agents;
using Zhiyu.Functions.Allocations;
using Zhiyu.Functions.Archive;
using Zhiyu.Functions.Comments;
using Zhiyu.Functions.Communities;
using Zhiyu.Functions.Development;
using Zhiyu.Functions.Governance;
using Zhiyu.Functions.Health;
using Zhiyu.Functions.Highlights;
using Zhiyu.Functions.Http;
using Zhiyu.Functions.PoisonMessages;
using Zhiyu.Functions.Posts;
using Zhiyu.Functions.Provenance;
using Zhiyu.Functions.Reports;
using Zhiyu.Functions.Runs;
using Zhiyu.Functions.Runtime;
using Zhiyu.Functions.Security;
using Zhiyu.Functions.Streaming;
using Zhiyu.Functions.Votes;
using Zhiyu.Functions.Web;
using Zhiyu.Functions.Writing;

namespace Zhiyu.Functions;

/// <summary>Registers the services that the HTTP triggers call.</summary>
internal static class ApiServices
{
    /// <summary>Needs the services of storage and of the runtime.</summary>
    public static IServiceCollection AddApi(this IServiceCollection services, IConfiguration configuration)
    {
        ContractJson.Add(ApiJson.Default);
        return services
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
            .AddSingleton<DevTokens>()
            .AddSingleton<DevEndpoints>()
            .AddSingleton(new WebFolder(Path.Combine(AppContext.BaseDirectory, "wwwroot")));
    }
}
