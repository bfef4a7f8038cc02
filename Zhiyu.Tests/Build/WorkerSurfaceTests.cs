using System.Text.Json;
using Zhiyu.Functions;
using Zhiyu.LocalHost.Hosting;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Build;

/// <summary>
/// <c>worker-surface.txt</c> is what an app of ours may use of the worker API. Nobody strays from it: not the app, not
/// our host, and, where they can be had, not the worker's packages.
/// </summary>
public sealed class WorkerSurfaceTests
{
    private static readonly string[] Listed = File
        .ReadAllLines(Repository.PathOf("Zhiyu.Tests", "Build", "worker-surface.txt"))
        .Where(line => line.Length > 0 && !line.StartsWith('#'))
        .ToArray();

    [Fact]
    public void The_app_uses_nothing_that_is_not_listed()
    {
        var used = AssemblySurface.UsedBy(typeof(ZhiyuApp).Assembly.Location, name => name == "Zhiyu.LocalHost");

        Assert.NotEmpty(used);
        Assert.Empty(used.Except(Listed));
    }

    [Fact]
    public void The_local_host_offers_what_is_listed_and_nothing_else() =>
        Assert.Equal(
            Listed.Order(StringComparer.Ordinal),
            AssemblySurface.OfferedBy(typeof(LocalHostPlan).Assembly.Location).Order(StringComparer.Ordinal));

    [Fact]
    public async Task The_worker_packages_have_all_that_is_listed()
    {
        var restored = await MsBuild.RunAsync("restore", "-p:FunctionsWorker=true", "--verbosity", "quiet");
        Assert.SkipUnless(restored.ExitCode == 0, "The worker packages are not to be had here: " + restored.Output);

        Assert.Empty(Listed.Except(Packages().SelectMany(AssemblySurface.OfferedBy)));
    }

    /// <summary>The worker's assemblies that the app is compiled against, as the restore left them.</summary>
    private static IEnumerable<string> Packages()
    {
        using var assets = JsonDocument.Parse(File.ReadAllText(
            Repository.PathOf("Zhiyu.Functions", "obj", "worker", "project.assets.json")));
        var folders = assets.RootElement.GetProperty("packageFolders").EnumerateObject().Select(folder => folder.Name);
        var root = folders.First();
        var target = assets.RootElement.GetProperty("targets").EnumerateObject().First().Value;
        return
        [
            .. from package in target.EnumerateObject()
               where package.Name.StartsWith("Microsoft.Azure.Functions.Worker", StringComparison.Ordinal)
                   && package.Value.TryGetProperty("compile", out _)
               from file in package.Value.GetProperty("compile").EnumerateObject()
               where file.Name.EndsWith(".dll", StringComparison.Ordinal)
               select Path.Combine(
                   root, package.Name.ToLowerInvariant(), file.Name.Replace('/', Path.DirectorySeparatorChar)),
        ];
    }
}
