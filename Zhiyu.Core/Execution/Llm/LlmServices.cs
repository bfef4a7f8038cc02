using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Execution.Llm.OpenAi;
using Zhiyu.Core.Execution.Llm.Simulated;
using Zhiyu.Core.Settings;

namespace Zhiyu.Core.Execution.Llm;

internal static class LlmServices
{
    /// <summary>Registers the options, <see cref="LlmStatus"/> and the one <see cref="IChatClient"/>.</summary>
    public static IServiceCollection AddLlm(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<LlmOptions>(configuration);
        services.AddSingleton<IValidateOptions<LlmOptions>, LlmOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => LlmStatus.Of(provider.GetRequiredService<IOptions<LlmOptions>>().Value));
        services.AddSingleton(provider => Compose(
            provider.GetRequiredService<IOptions<LlmOptions>>().Value, provider.GetRequiredService<TimeProvider>()));
        return services;
    }

    /// <summary>A call passes these from top to bottom, its answer from bottom to top.</summary>
    private static IChatClient Compose(LlmOptions options, TimeProvider time) =>
        new ChatClientBuilder(Provider(options, time))
            .ConfigureOptions(call =>
            {
                call.ModelId ??= options.Model;
                call.MaxOutputTokens ??= options.MaxTokens;
                call.Temperature ??= options.Temperature;
            })
            .Use(inner => new UsableAnswerChatClient(inner, LlmStatus.Of(options).Provider))
            .Use(inner => new DeadlineChatClient(
                inner, LlmStatus.Of(options).Provider, TimeSpan.FromMilliseconds(options.TimeoutMs), time))
            .Build();

    private static IChatClient Provider(LlmOptions options, TimeProvider time) => options.KnownProvider switch
    {
        LlmProviders.OpenAiCompatible => new OpenAiCompatibleChatClient(options),
        LlmProviders.Simulated => new SimulatedChatClient(options, time),
        _ => new UnconfiguredChatClient(),
    };
}
