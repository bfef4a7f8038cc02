using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.Extensions.FileSystemGlobbing;
using Zhiyu.Tests.Api.Contract.OpenApi;
using Zhiyu.Tests.Build;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Infra;

/// <summary>What can be said of the Dockerfile where no container engine runs.</summary>
public sealed partial class DockerfileTests(AzuriteFixture azurite)
{
    [Fact]
    public void The_app_that_is_deployed_is_the_one_in_the_image()
    {
        var project = Yaml.Read(Repository.PathOf("azure.yaml"))["services"]!["app"]!["project"]!.GetValue<string>();

        var publish = Assert.Single(Dockerfile.All("RUN"), run => run.StartsWith("dotnet", StringComparison.Ordinal));

        var match = Publish().Match(publish);
        Assert.Equal(project, $"./{match.Groups["project"].Value}");
        Assert.Contains($"--from=build {match.Groups["folder"].Value} /home/site/wwwroot", Dockerfile.All("COPY"));
    }

    [Fact]
    public void The_images_have_the_framework_that_the_app_is_built_for()
    {
        var framework = PropertyOf("TargetFramework", "Directory.Build.props")["net".Length..];
        var host = PropertyOf("AzureFunctionsVersion", "Zhiyu.Functions", "Zhiyu.Functions.csproj").TrimStart('v');
        var images = Dockerfile.All("FROM").Select(from => Image().Match(from).Value).ToList();

        Assert.Contains($"mcr.microsoft.com/dotnet/sdk:{framework}", images);
        Assert.Equal(
            $"mcr.microsoft.com/azure-functions/dotnet-isolated:{host}-dotnet-isolated{framework}", images[^1]);
        using var json = JsonDocument.Parse(Repository.ReadText("global.json"));
        Assert.StartsWith($"{framework}.", json.RootElement.GetProperty("sdk").GetProperty("version").GetString());
        Assert.Contains(
            $"name: 'dotnet-isolated', version: '{framework}'", Repository.ReadText("infra", "modules", "app.bicep"),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Node_is_new_enough_to_build_the_page()
    {
        using var package = JsonDocument.Parse(Repository.ReadText("web", "package.json"));
        var least = package.RootElement.GetProperty("engines").GetProperty("node").GetString()!;

        var node = Assert.Single(Dockerfile.All("FROM"), from => Node().IsMatch(from));

        Assert.True(new Version($"{Node().Match(node).Groups[1].Value}.99") >= new Version(least.TrimStart('>', '=')));
    }

    [Fact]
    public async Task All_that_the_build_reads_is_copied_to_where_it_looks_for_it()
    {
        Assert.All(Dockerfile.Copies, copy => Assert.True(Path.Exists(Repository.PathOf(copy.Source)), copy.Source));
        Assert.All(Dockerfile.Copies, copy => Assert.Equal(PlaceOf(copy.Source), copy.Target));

        var read = (string[])[.. await ReadByAsync("Zhiyu.Functions"), .. await ReadByAsync("Zhiyu.Core"), .. Rules()];

        Assert.Contains("Zhiyu.Core/Threads/Post.cs", read);
        Assert.Contains("docs/openapi.json", read);
        Assert.DoesNotContain(read, file => !Dockerfile.Copies.Any(copy =>
            file == copy.Source || file.StartsWith($"{copy.Source}/", StringComparison.Ordinal)));
        Assert.DoesNotContain(read, Ignored);
    }

    [Theory]
    [InlineData("local.settings.json")]
    [InlineData(".env")]
    [InlineData("Zhiyu.Core/obj/project.assets.json")]
    [InlineData("web/node_modules/vite/package.json")]
    [InlineData("web/dist/index.html")]
    public void What_belongs_to_a_laptop_does_not_get_in(string file) => Assert.True(Ignored(file));

    [Fact]
    public async Task The_health_check_tells_an_app_that_answers_from_one_that_is_gone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "bash has no /dev/tcp there.");
        var app = await RunningApp.StartAsync(azurite.NewAccount(), []);
        var port = app.Client.BaseAddress!.Port;
        try
        {
            Assert.Equal(0, await CheckHealthAsync(port));
        }
        finally
        {
            await app.DisposeAsync();
        }

        Assert.NotEqual(0, await CheckHealthAsync(port));
    }

    private static async Task<int> CheckHealthAsync(int port)
    {
        var check = Assert.Single(Dockerfile.All("HEALTHCHECK"));
        var command = JsonSerializer.Deserialize<string[]>(check[check.IndexOf('[', StringComparison.Ordinal)..])!;
        var address = $"/127.0.0.1/{Assert.Single(Dockerfile.All("EXPOSE"))} ";
        Assert.Contains(address, command[^1], StringComparison.Ordinal);
        command[^1] = command[^1].Replace(address, $"/127.0.0.1/{port} ", StringComparison.Ordinal);
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true };
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode;
    }

    private static string PropertyOf(string name, params string[] path) =>
        XDocument.Parse(Repository.ReadText(path)).Descendants(name).Single().Value;

    /// <summary>The same as in the repository: a folder by its name, a file in the folder that it stands in.</summary>
    private static string PlaceOf(string source) =>
        Directory.Exists(Repository.PathOf(source)) ? source
        : Path.GetDirectoryName(source) is { Length: > 0 } folder ? $"{folder}/"
        : "./";

    private static IEnumerable<string> Rules() => Directory
        .GetFiles(Repository.PathOf(), "Directory.*").Select(file => Path.GetFileName(file))
        .Concat([".editorconfig", "global.json"]);

    /// <summary>The files that a project names, from the root of the repository.</summary>
    private static async Task<IEnumerable<string>> ReadByAsync(string project)
    {
        var (exitCode, output) = await MsBuild.OfAsync(
            Repository.PathOf(project, $"{project}.csproj"), "msbuild",
            "-getItem:Compile,EmbeddedResource,None,Content,AdditionalFiles,ProjectReference");
        Assert.True(exitCode == 0, output);
        using var json = JsonDocument.Parse(output);
        return
        [
            .. from kind in json.RootElement.GetProperty("Items").EnumerateObject()
               from item in kind.Value.EnumerateArray()
               let path = Path.GetRelativePath(Repository.PathOf(), item.GetProperty("FullPath").GetString()!)
               select path.Replace('\\', '/') into file
               // It is there on a laptop only.
               where file != "local.settings.json"
               select file,
        ];
    }

    private static bool Ignored(string file)
    {
        var matcher = new Matcher();
        foreach (var pattern in Repository.ReadText(".dockerignore").Split('\n'))
            if (pattern.Length > 0 && !pattern.StartsWith('#')) matcher.AddIncludePatterns([pattern, $"{pattern}/**"]);
        return matcher.Match(file).HasMatches;
    }

    [GeneratedRegex("^dotnet publish (?<project>[^ ]+) --output (?<folder>[^ ]+)$")]
    private static partial Regex Publish();

    [GeneratedRegex("(?<=^(--platform=[^ ]+ )?)[^ -][^ ]*")]
    private static partial Regex Image();

    [GeneratedRegex(@"\bnode:([0-9]+)")]
    private static partial Regex Node();
}
