using System.Diagnostics;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Build;

/// <summary>What the dotnet command says of a project.</summary>
internal static class MsBuild
{
    /// <summary>Of <c>Zhiyu.Functions</c>.</summary>
    public static Task<(int ExitCode, string Output)> RunAsync(string command, params string[] arguments) =>
        OfAsync(Repository.PathOf("Zhiyu.Functions", "Zhiyu.Functions.csproj"), command, arguments);

    public static async Task<(int ExitCode, string Output)> OfAsync(
        string project, string command, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [command, project, .. arguments]) { RedirectStandardOutput = true };
        // Of the process that runs the tests, and none of this command's business.
        start.Environment.Remove("MSBUILD_EXE_PATH");
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output);
    }
}
