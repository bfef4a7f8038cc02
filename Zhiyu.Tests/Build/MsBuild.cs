using System.Diagnostics;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Build;

/// <summary>What the dotnet command says of a project.</summary>
internal static class MsBuild
{
    // Two of them would write to the same obj/.
    private static readonly SemaphoreSlim OneAtATime = new(1);

    /// <summary>Of <c>Zhiyu.Functions</c>.</summary>
    public static Task<(int ExitCode, string Output)> RunAsync(string command, params string[] arguments) =>
        OfAsync(Repository.PathOf("Zhiyu.Functions", "Zhiyu.Functions.csproj"), command, arguments);

    public static async Task<(int ExitCode, string Output)> OfAsync(
        string project, string command, params string[] arguments)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var start = new ProcessStartInfo("dotnet", [command, project, .. arguments]) { RedirectStandardOutput = true };
        // Of the process that runs the tests, and none of this command's business.
        start.Environment.Remove("MSBUILD_EXE_PATH");
        await OneAtATime.WaitAsync(cancellationToken);
        try
        {
            using var msbuild = Process.Start(start)!;
            var output = await msbuild.StandardOutput.ReadToEndAsync(cancellationToken);
            await msbuild.WaitForExitAsync(cancellationToken);
            return (msbuild.ExitCode, output);
        }
        finally
        {
            OneAtATime.Release();
        }
    }
}
