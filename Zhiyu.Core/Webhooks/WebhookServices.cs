using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Zhiyu.Core.Retention;
using Zhiyu.Core.Settings;

namespace Zhiyu.Core.Webhooks;

internal static class WebhookServices
{
    public static IServiceCollection AddWebhooks(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<WebhookOptions>(configuration).Validate(
            options => !options.AllowPrivate || configuration["ZHIYU_ENVIRONMENT"] == "Development",
            $"{WebhookOptions.AllowPrivateSetting} is true; it is for Development only, because webhooks could call "
                + "every server in the app's network. Remove it.");
        services.TryAddSingleton<HostAddresses>(Dns.GetHostAddressesAsync);
        return services
            .AddSingleton<WebhookDirectory>()
            .AddSingleton<WebhookNotifier>()
            .AddSingleton<WebhookUrl>()
            .AddSingleton<WebhookSender>()
            .AddSingleton<WebhookSubjects>()
            .AddSingleton<WebhookPayload>()
            .AddSingleton<WebhookDeliverer>()
            .AddSingleton<WebhookMessageProcessor>()
            .AddSingleton<IPurge, WebhookPurge>();
    }
}
