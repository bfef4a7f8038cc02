using System.Reflection;
using Zhiyu.Tests.Api.Access;
using Zhiyu.Tests.Build;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Worker;

public sealed class PublishedAppTests(AzuriteFixture azurite)
{
    // Of the app that these tests were built with, so that nothing is compiled again.
    private static readonly string Configuration =
        typeof(PublishedAppTests).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    [Fact]
    public async Task What_is_published_runs()
    {
        var folder = Directory.CreateTempSubdirectory("zhiyu-published-").FullName;
        try
        {
            var (exitCode, output) = await MsBuild.RunAsync(
                "publish", "--no-build", "--configuration", Configuration, "--output", folder);
            Assert.True(exitCode == 0, output);

            await using var app = await WorkerApp.StartAsync(azurite.NewAccount(), folder: folder);

            var page = await app.Client.CallAsync("GET", "/", bearer: null);
            Assert.Equal((200, "text/html; charset=utf-8"), (page.Status, page.ContentType));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
