using System.Diagnostics;
using Zhiyu.Tests.Network;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Runtime;

/// <summary>The app as a process whose settings are wrong: what it prints, and that it ends.</summary>
public sealed class RefusedStartTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Every_fault_of_the_settings_is_told_at_once()
    {
        var told = await StartAsync(new()
        {
            ["AzureWebJobsStorage"] = " ",
            ["LLM_PROVIDER"] = "foo",
            ["LLM_RETRY_DELAY_MS"] = "",
            ["LLM_TIMEOUT_MS"] = "abc",
            ["RETENTION_RUNS_DAYS"] = "-2000000000",
            ["LLM_TEMPERATURE"] = "3",
            ["RUNTIME_ENABLED"] = "perhaps",
            ["RUNTIME_BATCH_SIZE"] = "0",
            ["SERVICE_AUTH_SECRET"] = "short",
        });

        Assert.Equal(
            [
                "- AzureWebJobsStorage is not set; give it the connection string of a storage account, or "
                    + "UseDevelopmentStorage=true.",
                "- LLM_PROVIDER 'foo' is unknown; use one of none, simulated, openai-compatible, azure-openai.",
                "- LLM_RETRY_DELAY_MS is ''; use a whole number.",
                "- LLM_TEMPERATURE is '3'; use 0 to 2, or none to leave it out.",
                "- LLM_TIMEOUT_MS is 'abc'; use a whole number.",
                "- RETENTION_RUNS_DAYS is -10675200; use 1 to 3650.",
                "- RUNTIME_BATCH_SIZE is 0; use 1 to 100.",
                "- RUNTIME_ENABLED is 'perhaps'; use true or false.",
                "- SERVICE_AUTH_SECRET is too short; use at least 32 random characters, or leave it out.",
            ],
            told.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("junk")]
    [InlineData("AccountName=nobody;AccountKey=emh5dQ==;QueueEndpoint=http://127.0.0.1:1/nobody")]
    public async Task A_connection_string_that_is_none_is_told(string connection)
    {
        var told = Assert.Single(await StartAsync(new() { ["AzureWebJobsStorage"] = connection }));

        Assert.StartsWith("- AzureWebJobsStorage names no storage account", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_that_refuses_the_key_is_told()
    {
        var account = azurite.NewAccount().Replace("AccountKey=", "AccountKey=AAAA", StringComparison.Ordinal);

        var told = Assert.Single(await StartAsync(new() { ["AzureWebJobsStorage"] = account }));

        Assert.StartsWith("- AzureWebJobsStorage names no storage account", told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HTTP_PROXY", "http")]
    [InlineData("http_proxy", "http")]
    [InlineData("ALL_PROXY", "http")]
    [InlineData("HTTPS_PROXY", "https")]
    public async Task A_proxy_that_refuses_is_named_with_the_account(string variable, string scheme)
    {
        await using var proxy = new RefusingProxy();
        // 203.0.113.0/24 is for documents: nothing is there.
        var account = string.Join(';', ((string[])["Blob", "Queue", "Table"]).Select(service =>
            $"{service}Endpoint={scheme}://203.0.113.7/acct").Prepend("AccountName=acct;AccountKey=emh5dQ=="));

        var told = Assert.Single(await StartAsync(new()
        {
            ["AzureWebJobsStorage"] = account,
            [variable] = proxy.Address,
            ["NO_PROXY"] = "",
            ["no_proxy"] = "",
        }));

        Assert.StartsWith("- AzureWebJobsStorage names no storage account", told, StringComparison.Ordinal);
        Assert.Contains($"through the proxy {proxy.Address}", told, StringComparison.Ordinal);
        Assert.Contains("add 203.0.113.7 to NO_PROXY", told, StringComparison.Ordinal);
        Assert.NotEmpty(proxy.Asked);
    }

    private static async Task<string[]> StartAsync(Dictionary<string, string> settings)
    {
        var start = new ProcessStartInfo("dotnet", Path.Combine(AppContext.BaseDirectory, "Zhiyu.LocalHost.dll"))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["LOCALHOST_PORT"] = "0";
        foreach (var (name, value) in settings) start.Environment[name] = value;
        using var app = Process.Start(start)!;
        var token = TestContext.Current.CancellationToken;
        var output = app.StandardOutput.ReadToEndAsync(token);
        var errors = await app.StandardError.ReadToEndAsync(token);
        await app.WaitForExitAsync(token);

        Assert.Equal(1, app.ExitCode);
        Assert.DoesNotContain("   at ", await output + errors, StringComparison.Ordinal);
        var lines = errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal("The app does not start:", lines[0]);
        return lines[1..];
    }
}
