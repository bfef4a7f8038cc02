using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Docs;

/// <summary>
/// What is asked for of Node.js is the same wherever it is said, and what is told of Azurite's tree is true.
/// </summary>
[Trait("Set", "Quick")]
public sealed partial class NodeVersionTests
{
    private const string Recommended = "22";

    [Theory]
    [InlineData("README.md")]
    [InlineData("README.zh-CN.md")]
    [InlineData("CONTRIBUTING.md")]
    [InlineData("Zhiyu.Functions/Web.targets")]
    [InlineData("Zhiyu.LocalHost/Azurite/NodeProgram.cs")]
    [InlineData(".devcontainer/devcontainer.json")]
    [InlineData(".github/workflows/build.yml")]
    [InlineData("Dockerfile")]
    public void The_version_that_is_supported_is_recommended(string file)
    {
        var named = Named().Matches(Repository.ReadText(file.Split('/')))
            .Select(match => match.Groups["version"].Value);

        Assert.Equal([Recommended], named.Distinct());
    }

    [Fact]
    public void What_still_works_is_what_the_page_is_built_with() =>
        Assert.Equal(
            ">=20.19", (string)JsonNode.Parse(Repository.ReadText("web", "package.json"))!["engines"]!["node"]!);

    [Fact]
    public void The_old_packages_of_Azurite_are_in_its_lock_file_as_they_are_told()
    {
        var packages = JsonNode.Parse(Repository.ReadText("package-lock.json"))!["packages"]!.AsObject();
        var told = Rows().Matches(Repository.ReadText("SECURITY.md"));

        Assert.Equal(8, told.Count);
        foreach (Match row in told)
        {
            var names = Names().Matches(row.Groups["names"].Value).Select(match => match.Groups[1].Value).ToList();
            var versions = row.Groups["versions"].Value.Trim().Split(", ");
            var places = row.Groups["names"].Value.Contains(" in ", StringComparison.Ordinal)
                ? [$"node_modules/{names[1]}/node_modules/{names[0]}"]
                : names.Select(name => $"node_modules/{name}");
            Assert.Equal(versions, places.Select(place => (string)packages[place]!["version"]!));
        }

        Assert.Equal("3.35.0", (string)packages["node_modules/azurite"]!["version"]!);
        Assert.All(packages.Skip(1), package => Assert.True((bool?)package.Value!["dev"], package.Key));
    }

    [GeneratedRegex("""(?:Node\.js |node:|node-version: |features/node:1": \{ "version": ")(?<version>\d+)""")]
    private static partial Regex Named();

    [GeneratedRegex(@"^\| (?<names>`[^|]*) \| (?<versions>\d[^|]*) \|", RegexOptions.Multiline)]
    private static partial Regex Rows();

    [GeneratedRegex("`([^`]*)`")]
    private static partial Regex Names();
}
