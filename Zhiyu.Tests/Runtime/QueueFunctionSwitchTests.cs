using Microsoft.Extensions.Configuration;
using Zhiyu.Core.Runtime;

namespace Zhiyu.Tests.Runtime;

public sealed class QueueFunctionSwitchTests
{
    private const string Events = "AzureWebJobs.AllocateEvent.Disabled";
    private const string Assignments = "AzureWebJobs.ExecuteAssignment.Disabled";

    [Theory]
    [InlineData("true")]
    [InlineData("True")]
    [InlineData("1")]
    public void Listen_leaves_a_function_disabled_that_its_setting_disables(string disabled)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(Events, disabled)]).Build();
        var listeners = new QueueFunctionSwitch(configuration);

        listeners.Listen(false);
        listeners.Listen(true);

        Assert.Equal((disabled, "false"), (configuration[Events], configuration[Assignments]));
    }
}
