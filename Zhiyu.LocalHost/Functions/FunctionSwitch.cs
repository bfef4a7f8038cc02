using Microsoft.Extensions.Configuration;

namespace Zhiyu.LocalHost.Functions;

/// <summary>
/// Reads <c>AzureWebJobs.NAME.Disabled</c> for each call, so that a change applies while the app runs.
/// </summary>
internal sealed class FunctionSwitch(IConfiguration configuration)
{
    public bool IsOff(LocalFunction function) =>
        configuration[$"AzureWebJobs.{function.Name}.Disabled"] is { } value
        && (value == "1" || value.Equals("true", StringComparison.OrdinalIgnoreCase));
}
