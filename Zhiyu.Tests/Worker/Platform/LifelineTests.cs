using System.Diagnostics;
using System.Globalization;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Worker.Platform;

public sealed class LifelineTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_program_ends_when_the_other_end_of_its_input_does()
    {
        using var lifeline = Start("console.log(process.pid); setInterval(() => {}, 1000)");
        var line = await lifeline.StandardOutput.ReadLineAsync(Token).AsTask().Soon();
        using var program = Process.GetProcessById(int.Parse(line!, CultureInfo.InvariantCulture));

        // As the system does for a process that is killed.
        lifeline.StandardInput.Close();

        await program.WaitForExitAsync(Token).Soon();
        await lifeline.WaitForExitAsync(Token).Soon();
    }

    [Fact]
    public async Task The_code_that_a_program_ends_with_is_passed_on()
    {
        using var lifeline = Start("process.exit(7)");

        await lifeline.WaitForExitAsync(Token).Soon();

        Assert.Equal(7, lifeline.ExitCode);
    }

    private static Process Start(string script) => Process.Start(
        new ProcessStartInfo("node", [WorkerProcess.Lifeline, "node", "-e", script])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
}
