using Microsoft.Extensions.DependencyInjection;

namespace Zhiyu.Core.Governance;

internal static class GovernanceServices
{
    public static IServiceCollection AddGovernance(this IServiceCollection services) => services
        .AddSingleton<IActionSource, ContentActions>()
        .AddSingleton<IActionSource, AgentActions>()
        .AddSingleton<AuditTrail>()
        .AddSingleton<ReviewReader>()
        .AddSingleton<ReportWriter>()
        .AddSingleton<ContentReview>()
        .AddSingleton<AgentReview>();
}
