using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Core.Retention;

namespace Zhiyu.Core.Governance;

internal static class GovernanceServices
{
    public static IServiceCollection AddGovernance(this IServiceCollection services) => services
        .AddSingleton<IActionStore, ContentActions>()
        .AddSingleton<IActionStore>(provider => provider.GetRequiredService<AgentActions>())
        .AddSingleton<IActionStore, WebhookActions>()
        .AddSingleton<WebhookChanges>()
        .AddSingleton<AuditReader>()
        .AddSingleton<IPurge, AuditPurge>()
        .AddSingleton<IPurge, ReviewPurge>()
        .AddSingleton<ReviewReader>()
        .AddSingleton<ReportWriter>()
        .AddSingleton<ThreadMemories>()
        .AddSingleton<ContentModeration>()
        .AddSingleton<LineageWithdrawal>()
        .AddSingleton<PendingRuns>()
        .AddSingleton<AgentModeration>();
}
