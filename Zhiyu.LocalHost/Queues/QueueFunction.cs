using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Zhiyu.LocalHost.Functions;
using Zhiyu.LocalHost.Settings;

namespace Zhiyu.LocalHost.Queues;

/// <summary>A function with its queue and connection string.</summary>
internal sealed record QueueFunction(LocalFunction Function, string QueueName, string ConnectionString)
{
    private const string PoisonSuffix = "-poison";

    public string PoisonQueueName => QueueName + PoisonSuffix;

    /// <summary>Messages that fail on a poison queue are not moved further.</summary>
    public bool IsPoisonQueue => QueueName.EndsWith(PoisonSuffix, StringComparison.Ordinal);

    public static IReadOnlyList<QueueFunction> Resolve(
        IReadOnlyList<LocalFunction> functions, IConfiguration configuration, List<string> faults)
    {
        var resolved = new List<QueueFunction>();
        foreach (var function in functions)
        {
            if (function.Trigger is not QueueTriggerAttribute trigger) continue;
            faults.AddRange(QueuePayload.Unbindable(function).Select(name =>
                $"Function '{function.Name}': parameter '{name}' can't be bound. A queue function takes its payload, "
                + "FunctionContext and CancellationToken."));
            var queueName = SettingNames.Resolve(trigger.QueueName, function.Name, configuration, faults);
            var setting = trigger.Connection ?? "AzureWebJobsStorage";
            var connection = configuration[$"AzureWebJobs{setting}"] ?? configuration[setting];
            if (string.IsNullOrEmpty(connection))
                faults.Add($"Function '{function.Name}': the setting {setting}, a storage connection string, is not "
                    + "there. Add it to local.settings.json.");
            else if (queueName is not null)
                resolved.Add(new QueueFunction(function, queueName, connection));
        }

        return resolved;
    }
}
