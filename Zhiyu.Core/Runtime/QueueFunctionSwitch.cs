using Microsoft.Extensions.Configuration;

namespace Zhiyu.Core.Runtime;

/// <summary>Pauses the queue functions where the host asks the configuration before each poll, as ours does.</summary>
/// <remarks>
/// The platform's host reads its settings at start only: there the functions run and put their messages back.
/// </remarks>
internal sealed class QueueFunctionSwitch(IConfiguration configuration)
{
    public const string Events = "AllocateEvent";
    public const string Assignments = "ExecuteAssignment";

    // Whoever set one of these has disabled the function for good; the others are the switch's.
    private readonly string[] _settings = Array.FindAll(
        [$"AzureWebJobs.{Events}.Disabled", $"AzureWebJobs.{Assignments}.Disabled"],
        setting => configuration[setting]?.ToUpperInvariant() is not ("TRUE" or "1"));

    public void Listen(bool listen)
    {
        foreach (var setting in _settings) configuration[setting] = listen ? "false" : "true";
    }
}
