using System.Diagnostics;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Infra;

/// <summary>What bicep itself says of the files: from the pipeline's package, the PATH, or not at all.</summary>
public sealed class BicepTests
{
    [Fact]
    public async Task The_compiler_and_its_linter_find_nothing()
    {
        var bicep = Find();
        Assert.SkipWhen(bicep is null, "There is no bicep on the PATH and no package of it.");

        var start = new ProcessStartInfo(bicep, ["lint", Repository.PathOf("infra", "main.bicep")])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(("", 0), (errors + await output, process.ExitCode));
    }

    private static string? Find()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        var package = Path.Combine(
            Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(
                Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages"),
            "azure.bicep.commandline.linux-x64", "0.49.2", "tools");
        return folders.Append(package).Select(folder => Path.Combine(folder, "bicep")).FirstOrDefault(File.Exists);
    }
}
