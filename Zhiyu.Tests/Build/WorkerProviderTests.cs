using System.Diagnostics;
using System.Text.Json;

namespace Zhiyu.Tests.Build;

/// <summary>Which provider of the worker API each command gets, asked of MSBuild itself.</summary>
public sealed class WorkerProviderTests
{
    private const string Worker = "Microsoft.Azure.Functions.Worker";
    private static readonly string Root = FindRoot();

    [Theory]
    [InlineData("", "", "false")]
    [InlineData("", "true", "true")] // Core Tools builds
    [InlineData("-p:_IsPublishing=true", "", "true")] // dotnet publish
    [InlineData("-p:FunctionsWorker=true", "", "true")]
    [InlineData("-p:FunctionsWorker=false", "true", "false")]
    public async Task The_provider_follows_the_command_unless_it_is_given(
        string argument, string coreTools, string expected)
    {
        var evaluated = await EvaluateAsync(argument, coreTools);

        Assert.Equal(expected, evaluated.Property("FunctionsWorker"));
    }

    [Fact]
    public async Task Worker_mode_exchanges_references_and_folders_and_nothing_else()
    {
        var local = await EvaluateAsync("-p:FunctionsWorker=false");
        var worker = await EvaluateAsync("-p:FunctionsWorker=true");

        var added = worker.Items("PackageReference").Except(local.Items("PackageReference")).ToArray();
        Assert.NotEmpty(added);
        Assert.All(added, package => Assert.StartsWith(Worker, package, StringComparison.Ordinal));
        Assert.Empty(local.Items("PackageReference").Except(worker.Items("PackageReference")));
        Assert.Equal(["../Zhiyu.LocalHost/Zhiyu.LocalHost.csproj"],
            local.Items("ProjectReference").Except(worker.Items("ProjectReference")));
        Assert.Empty(worker.Items("ProjectReference").Except(local.Items("ProjectReference")));
        Assert.Equal(local.Items("Compile"), worker.Items("Compile"));
        Assert.Equal(local.Items("None"), worker.Items("None"));
        Assert.Equal(local.Property("DefineConstants"), worker.Property("DefineConstants"));
        Assert.NotEqual(local.Property("BaseIntermediateOutputPath"), worker.Property("BaseIntermediateOutputPath"));
        Assert.NotEqual(local.Property("BaseOutputPath"), worker.Property("BaseOutputPath"));
    }

    private static async Task<Evaluation> EvaluateAsync(string argument, string coreTools = "")
    {
        var start = new ProcessStartInfo("dotnet",
        [
            "msbuild", Path.Combine(Root, "Zhiyu.Functions"), .. argument.Length > 0 ? [argument] : (string[])[],
            "-getProperty:FunctionsWorker,DefineConstants,BaseIntermediateOutputPath,BaseOutputPath",
            "-getItem:PackageReference,ProjectReference,Compile,None",
        ]) { RedirectStandardOutput = true };
        start.Environment["FUNCTIONS_CORETOOLS_ENVIRONMENT"] = coreTools;
        using var msbuild = Process.Start(start)!;
        var output = await msbuild.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await msbuild.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(msbuild.ExitCode == 0, output);
        return new Evaluation(JsonDocument.Parse(output).RootElement);
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Zhiyu.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }

    private sealed record Evaluation(JsonElement Json)
    {
        public string? Property(string name) => Json.GetProperty("Properties").GetProperty(name).GetString();

        public string[] Items(string name) =>
            [.. Json.GetProperty("Items").GetProperty(name).EnumerateArray()
                .Select(item => item.GetProperty("Identity").GetString()!.Replace('\\', '/'))];
    }
}
