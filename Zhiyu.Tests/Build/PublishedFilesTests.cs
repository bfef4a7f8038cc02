using System.Text.Json;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Build;

/// <summary>What <c>dotnet publish</c> copies beside the program, asked of MSBuild itself.</summary>
public sealed class PublishedFilesTests
{
    private const string Items = "AllPublishItemsFullPathWithTargetPath";

    [Fact]
    public async Task All_that_the_app_reads_is_published_and_no_settings_of_a_laptop()
    {
        var published = await PublishedAsync();

        Assert.Contains("host.json", published);
        Assert.Contains("prompts/lock.json", published);
        Assert.Equal(Folder("prompts"), published.Where(file => file.StartsWith("prompts/", StringComparison.Ordinal)));
        Assert.Equal(
            Folder("moderation"), published.Where(file => file.StartsWith("moderation/", StringComparison.Ordinal)));
        Assert.Contains("wwwroot/index.html", published);
        Assert.Contains("wwwroot/boot.js", published);
        Assert.DoesNotContain(published, file => file.Contains("settings", StringComparison.OrdinalIgnoreCase));
    }

    private static IEnumerable<string> Folder(string name) =>
        Directory.GetFiles(Repository.PathOf(name)).Select(file => $"{name}/{Path.GetFileName(file)}")
            .Order(StringComparer.Ordinal);

    private static async Task<string[]> PublishedAsync()
    {
        // The target that publishing copies by.
        var (exitCode, output) = await MsBuild.RunAsync(
            "msbuild", "-t:AssignTargetPaths;GetCopyToPublishDirectoryItems", $"-getItem:{Items}");
        Assert.True(exitCode == 0, output);
        using var json = JsonDocument.Parse(output);
        return
        [
            .. json.RootElement.GetProperty("Items").GetProperty(Items)
                .EnumerateArray()
                .Select(item => item.GetProperty("TargetPath").GetString()!.Replace('\\', '/'))
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
    }
}
