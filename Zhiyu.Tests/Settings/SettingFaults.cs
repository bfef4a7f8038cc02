using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Moderation.Rules;
using Zhiyu.Core.Settings;
using Zhiyu.Functions;
using Zhiyu.Tests.Moderation;

namespace Zhiyu.Tests.Settings;

/// <summary>What the app says of its settings when it starts.</summary>
internal static class SettingFaults
{
    public static IReadOnlyList<string> Of(params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(
            setting.Name.Replace("__", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal),
            (string?)setting.Value)));
        if (settings.All(setting => !setting.Name.StartsWith("AzureWebJobsStorage", StringComparison.Ordinal)))
            configuration["AzureWebJobsStorage"] = "UseDevelopmentStorage=true";
        using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(configuration)
            .AddZhiyu(configuration)
            // Read once for the hundreds of cases; it never changes.
            .AddSingleton(new StartupFile<RuleSet>(() => Samples.Book))
            .BuildServiceProvider();
        try
        {
            services.GetRequiredService<IStartupValidator>().Validate();
            return [];
        }
        catch (OptionsValidationException faulty)
        {
            return [.. faulty.Failures];
        }
        catch (AggregateException several)
        {
            return [.. several.InnerExceptions.Cast<OptionsValidationException>().SelectMany(one => one.Failures)];
        }
    }
}
