using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Execution.Models;
using Zhiyu.Core.Runtime.Seed;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Runtime;

/// <summary>Creates missing storage before the host listens, and logs why the runtime is off.</summary>
internal sealed class StartUp(
    IStorageSetup storage,
    Seeder seeder,
    RuntimeSwitch runtimeSwitch,
    QueueFunctionSwitch listeners,
    LlmStatus llm,
    IOptions<RuntimeOptions> options,
    IConfiguration configuration,
    ILogger<StartUp> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await storage.CreateAsync(cancellationToken);
        if (!llm.Configured) Log.NoModel(logger);
        else if (!options.Value.Enabled) Log.Off(logger);
        listeners.Listen(await runtimeSwitch.IsOnAsync(cancellationToken));
        if (configuration["ZHIYU_ENVIRONMENT"] == "Development") await seeder.SeedOnceAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
