using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Infra;

/// <summary>What bicep itself says of the files: that of the tests' package or, without one, of the PATH.</summary>
public sealed class BicepTests
{
    private static readonly string Main = Repository.PathOf("infra", "main.bicep");

    [Fact]
    public async Task The_linter_finds_nothing() => Assert.Equal((0, "", ""), await RunAsync("lint", Main));

    [Fact]
    public async Task The_compiler_makes_a_template_and_warns_of_nothing()
    {
        var (exitCode, output, errors) = await RunAsync("build", "--stdout", Main);

        Assert.Equal((0, ""), (exitCode, errors));
        using var template = JsonDocument.Parse(output);
        Assert.NotEmpty(template.RootElement.GetProperty("resources").EnumerateObject());
    }

    private static async Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        var bicep = Find();
        Assert.SkipWhen(bicep is null, "There is no package of bicep for this platform, and none on the PATH.");

        var start = new ProcessStartInfo(bicep, arguments)
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, errors);
    }

    private static string? Find()
    {
        var package = typeof(BicepTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .SingleOrDefault(metadata => metadata.Key == "BicepFolder")?.Value;
        // The package is there wherever there is one: without its program the tests fail, and are not skipped.
        if (package is not null) return Path.Combine(package, "bicep");
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "bicep.exe" : "bicep"))
            .FirstOrDefault(File.Exists);
    }
}
