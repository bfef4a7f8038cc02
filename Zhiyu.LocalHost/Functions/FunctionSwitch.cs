using Microsoft.Extensions.Configuration;

namespace Zhiyu.LocalHost.Functions;

/// <summary>Reads <c>AzureWebJobs.NAME.Disabled</c> each time, so that a change takes effect while running.</summary>
internal sealed class FunctionSwitch(IConfiguration configuration)
{
    public bool IsOff(LocalFunction function) =>
        configuration[$"AzureWebJobs.{function.Name}.Disabled"] is { } value
        && (value == "1" || value.Equals("true", StringComparison.OrdinalIgnoreCase));
}
