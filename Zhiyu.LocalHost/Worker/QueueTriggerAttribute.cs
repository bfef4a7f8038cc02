using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Runs the function for each message of a queue.</summary>
public sealed class QueueTriggerAttribute(string queueName) : TriggerBindingAttribute
{
    /// <summary>The queue, or <c>%setting%</c>.</summary>
    public string QueueName { get; } = queueName;

    /// <summary>The setting with the connection string, with or without the prefix <c>AzureWebJobs</c>.</summary>
    public string? Connection { get; set; }
}
