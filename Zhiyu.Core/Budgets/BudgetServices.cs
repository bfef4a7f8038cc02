using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Core.Settings;

namespace Zhiyu.Core.Budgets;

internal static class BudgetServices
{
    public static IServiceCollection AddBudgets(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<BudgetOptions>(configuration);
        return services
            .AddSingleton<LedgerWriter>()
            .AddSingleton<BudgetMetrics>()
            .AddSingleton<BudgetLedger>()
            .AddSingleton<SpendingBlocks>()
            .AddSingleton<SpendReader>();
    }
}
