using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Core.Retention;

namespace Zhiyu.Core.Governance;

internal static class GovernanceServices
{
    public static IServiceCollection AddGovernance(this IServiceCollection services) => services
        .AddSingleton<IActionSource, ContentActions>()
        .AddSingleton<IActionSource, AgentActions>()
        .AddSingleton<AuditTrail>()
        .AddSingleton<IPurge, AuditPurge>()
        .AddSingleton<IPurge, ReviewPurge>()
        .AddSingleton<ReviewReader>()
        .AddSingleton<ReportWriter>()
        .AddSingleton<ContentReview>()
        .AddSingleton<AgentReview>();
}
