using System.Reflection;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Zhiyu.Functions;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Build;

/// <summary>What stands beside the app: where it is built, which is where Core Tools runs it, and once published.</summary>
public sealed class AppFilesTests : IDisposable
{
    private static readonly string Configuration =
        typeof(AppFilesTests).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    private readonly string _folder = Directory.CreateTempSubdirectory("zhiyu-published-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_build_leaves_all_that_the_functions_host_and_the_app_read()
    {
        var (exitCode, output) = await MsBuild.RunAsync(
            "msbuild", $"-p:Configuration={Configuration}", "-getProperty:TargetDir");
        Assert.True(exitCode == 0, output);

        AssertThatItRuns(output.Trim());
    }

    [Fact]
    public async Task The_published_app_has_the_same_and_nothing_of_a_laptop()
    {
        var (exitCode, output) = await MsBuild.RunAsync(
            "publish", "--no-build", "--configuration", Configuration, "--output", _folder);
        Assert.True(exitCode == 0, output);

        AssertThatItRuns(_folder);
        var files = FilesOf(_folder);
        Assert.Equal(FilesOf(Repository.PathOf("prompts")), Within("prompts", files));
        Assert.Equal(FilesOf(Repository.PathOf("moderation")), Within("moderation", files));
        Assert.Equal(FilesOf(Repository.PathOf("web", "dist")), Within("wwwroot", files));
        Assert.DoesNotContain(files, file => file.Contains("settings", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(files, file => file.Contains("LocalHost", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(files, file => file.Contains("azurite", StringComparison.OrdinalIgnoreCase));
        // Stack traces name lines by the first two; the comments of the code are for who writes it.
        Assert.Equal(
            ["Zhiyu.Core.pdb", "Zhiyu.Functions.pdb"],
            files.Where(file => file.StartsWith("Zhiyu.", StringComparison.Ordinal)
                && Path.GetExtension(file) is ".pdb" or ".xml"));
    }

    // These tests refer to the app, as the local host does; a copy would be outdated as soon as the app alone is built.
    [Fact]
    public void What_the_functions_host_reads_is_not_copied_to_a_program_that_refers_to_the_app() =>
        Assert.DoesNotContain(FilesOf(AppContext.BaseDirectory), file =>
            file is "functions.metadata" or "worker.config.json" or "extensions.json"
            || file.StartsWith(".azurefunctions/", StringComparison.Ordinal));

    [Fact]
    public async Task The_settings_of_a_laptop_are_put_beside_the_app_for_Core_Tools_and_are_never_published()
    {
        var project = Directory.CreateDirectory(Path.Combine(_folder, "Zhiyu.Functions")).FullName;
        foreach (var file in Directory.GetFiles(Repository.PathOf("Zhiyu.Functions"))
            .Where(file => Path.GetExtension(file) is ".csproj" or ".props" or ".targets"))
            File.Copy(file, Path.Combine(project, Path.GetFileName(file)));
        await File.WriteAllTextAsync(
            Path.Combine(_folder, "local.settings.json"), "{}", TestContext.Current.CancellationToken);

        var (exitCode, output) = await MsBuild.OfAsync(
            Path.Combine(project, "Zhiyu.Functions.csproj"), "msbuild", "-getItem:None");

        Assert.True(exitCode == 0, output);
        using var json = JsonDocument.Parse(output);
        var settings = Assert.Single(
            json.RootElement.GetProperty("Items").GetProperty("None").EnumerateArray(),
            item => item.GetProperty("Identity").GetString()!.EndsWith("settings.json", StringComparison.Ordinal));
        Assert.Equal("local.settings.json", settings.GetProperty("Link").GetString());
        Assert.Equal("PreserveNewest", settings.GetProperty("CopyToOutputDirectory").GetString());
        Assert.Equal("Never", settings.GetProperty("CopyToPublishDirectory").GetString());
    }

    private static void AssertThatItRuns(string folder)
    {
        var files = FilesOf(folder);
        Assert.Contains("host.json", files);
        Assert.Contains(".azurefunctions/function.deps.json", files);
        Assert.Contains("prompts/lock.json", files);
        Assert.Contains("moderation/folding.yaml", files);
        Assert.Contains("wwwroot/index.html", files);

        using var worker = Read(folder, "worker.config.json");
        var description = worker.RootElement.GetProperty("description");
        Assert.Equal("dotnet-isolated", description.GetProperty("language").GetString());
        Assert.Contains(description.GetProperty("defaultWorkerPath").GetString(), files);

        using var extensions = Read(folder, "extensions.json");
        Assert.Contains(
            "AzureStorageQueues",
            extensions.RootElement.GetProperty("extensions").EnumerateArray().Select(extension =>
            {
                Assert.Contains(extension.GetProperty("hintPath").GetString()!["./".Length..], files);
                return extension.GetProperty("name").GetString();
            }));

        using var functions = Read(folder, "functions.metadata");
        Assert.Equal(
            typeof(ZhiyuApp).Assembly.GetTypes().SelectMany(type => type.GetMethods())
                .SelectMany(method => method.GetCustomAttributes<FunctionAttribute>())
                .Select(function => function.Name).Order(StringComparer.Ordinal),
            functions.RootElement.EnumerateArray()
                .Select(function => function.GetProperty("name").GetString()).Order(StringComparer.Ordinal));
    }

    private static JsonDocument Read(string folder, string file) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, file)));

    private static IReadOnlyList<string> FilesOf(string folder) =>
    [
        .. Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/')).Order(StringComparer.Ordinal),
    ];

    private static IEnumerable<string> Within(string folder, IEnumerable<string> files) =>
        from file in files
        where file.StartsWith($"{folder}/", StringComparison.Ordinal)
        select file[(folder.Length + 1)..];
}
