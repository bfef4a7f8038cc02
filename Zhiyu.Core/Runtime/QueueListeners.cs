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

    // What the operator has turned off by a setting stays off.
    private readonly IReadOnlyList<string> _settings =
    [
        .. ((string[])[Events, Assignments])
            .Select(function => $"AzureWebJobs.{function}.Disabled")
            .Where(setting => !bool.TryParse(configuration[setting], out var off) || !off),
    ];

    public void Listen(bool listen)
    {
        foreach (var setting in _settings) configuration[setting] = listen ? "false" : "true";
    }
}
