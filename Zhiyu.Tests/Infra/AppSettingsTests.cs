using System.Text.RegularExpressions;
using Zhiyu.Core.Runs;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Infra;

/// <summary>What <c>infra/</c> sets for the app are settings that it has, and all that it needs.</summary>
[Trait("Set", "Quick")]
public sealed partial class AppSettingsTests
{
    private static readonly string App = Repository.ReadText("infra", "modules", "app.bicep");

    [Fact]
    public void Every_setting_is_documented() =>
        Assert.Empty(AppSettings().Concat(Secrets()).Except(SettingsTable.Documented.Select(row => row.Name)));

    [Fact]
    public void What_a_deployed_app_needs_is_set() =>
        Assert.Empty(((string[])
        [
            "AzureWebJobsStorage__accountName", "RUNTIME_ENABLED", "LLM_PROVIDER", "LLM_BASE_URL", "LLM_MODEL",
            "SERVICE_AUTH_SECRET", "JWT_AUTHORITY",
        ]).Except(AppSettings().Concat(Secrets())));

    [Fact]
    public void No_key_is_set_and_none_is_allowed()
    {
        Assert.DoesNotContain(AppSettings(), name => name.EndsWith("_KEY", StringComparison.Ordinal));
        Assert.DoesNotContain("AzureWebJobsStorage", AppSettings());
        Assert.DoesNotContain("listKeys", string.Concat(Files().Select(File.ReadAllText)), StringComparison.Ordinal);
        Assert.Contains(
            "allowSharedKeyAccess: false", Repository.ReadText("infra", "modules", "storage.bicep"),
            StringComparison.Ordinal);
        Assert.Contains(
            "disableLocalAuth: true", Repository.ReadText("infra", "modules", "openai.bicep"),
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_executor_that_is_kept_warm_is_a_function_of_the_app()
    {
        var warm = Warm().Matches(App).Select(match => match.Groups[1].Value).ToList();

        Assert.Equal([AssignmentMessage.Function], warm);
    }

    [Fact]
    public void Every_parameter_is_explained_and_the_README_has_it()
    {
        var main = Repository.ReadText("infra", "main.bicep");
        var parameters = Parameters().Matches(main).ToList();

        Assert.NotEmpty(parameters);
        Assert.All(parameters, match => Assert.True(match.Groups["why"].Success, match.Value));
        Assert.Equal(
            parameters.Select(match => match.Groups["name"].Value),
            Documented().Matches(Repository.ReadText("infra", "README.md")).Select(match => match.Groups[1].Value));
    }

    private static IEnumerable<string> AppSettings() =>
        Names().Matches(Block().Match(App).Value).Select(match => match.Groups[1].Value);

    private static IEnumerable<string> Secrets() => SecretNames()
        .Matches(Repository.ReadText("infra", "modules", "vault.bicep")).Select(match => match.Groups[1].Value);

    private static IEnumerable<string> Files() =>
        Directory.GetFiles(Repository.PathOf("infra"), "*.bicep", SearchOption.AllDirectories);

    [GeneratedRegex(@"^var settings = \{\n.*?^\}", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"^  (\w+):", RegexOptions.Multiline)]
    private static partial Regex Names();

    [GeneratedRegex(@"contentType: '(\w+)'")]
    private static partial Regex SecretNames();

    [GeneratedRegex(@"'function:(\w+)'")]
    private static partial Regex Warm();

    [GeneratedRegex(@"(?<why>^@description\('.+'\)\n(?:@.*\n)*)?^param (?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex Parameters();

    [GeneratedRegex(@"^\| `(\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex Documented();
}
