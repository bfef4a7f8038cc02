using Microsoft.Extensions.Configuration;

namespace Zhiyu.Core.Runtime;

/// <summary>
/// Pauses the queue functions where the host asks the configuration before each poll, as the local one does.
/// </summary>
/// <remarks>
/// The platform's host reads its settings at start only: there the functions run and put their messages back.
/// </remarks>
internal sealed class QueueListeners(IConfiguration configuration)
{
    public const string Events = "AllocateEvent";
    public const string Assignments = "ExecuteAssignment";

    public void Listen(bool listen)
    {
        foreach (var function in (string[])[Events, Assignments])
            configuration[$"AzureWebJobs.{function}.Disabled"] = listen ? "false" : "true";
    }
}
