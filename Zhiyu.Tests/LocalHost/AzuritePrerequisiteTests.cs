using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Zhiyu.Bench.Rig;
using Zhiyu.LocalHost.Azurite;
using Zhiyu.LocalHost.Hosting;

namespace Zhiyu.Tests.LocalHost;

public sealed class AzuritePrerequisiteTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("zhiyu-azurite-").FullName;
    private readonly AzuriteOptions _options;

    public AzuritePrerequisiteTests() =>
        _options = new AzuriteOptions { Ports = FreePorts.ForAzurite(), DataFolder = _folder };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Start_when_nothing_listens_starts_azurite_and_dispose_stops_it()
    {
        await using (var prerequisite = Create(_options))
        {
            await prerequisite.StartAsync(Token);
            Assert.Equal([PortState.Azurite, PortState.Azurite, PortState.Azurite], await PortsNow());
        }

        Assert.Equal([PortState.Free, PortState.Free, PortState.Free], await PortsNow());
    }

    [Fact]
    public async Task A_second_start_finds_the_data_of_the_first()
    {
        await using (var first = Create(_options))
        {
            await first.StartAsync(Token);
            await EmulatorClient.SendAsync(_options.Ports, "kept", Token);
        }

        await using var second = Create(_options);
        await second.StartAsync(Token);

        Assert.Equal("kept", await EmulatorClient.ReceiveAsync(_options.Ports, Token));
    }

    [Fact]
    public async Task Start_when_an_azurite_listens_uses_it_and_leaves_it_running()
    {
        await using var owner = Create(_options);
        await owner.StartAsync(Token);

        await using (var guest = Create(_options)) await guest.StartAsync(Token);
        await using (var elsewhere = Create(_options with { DataFolder = Path.Combine(_folder, "other") }))
            await elsewhere.StartAsync(Token);

        Assert.Equal([PortState.Azurite, PortState.Azurite, PortState.Azurite], await PortsNow());
    }

    [Fact]
    public async Task Two_apps_that_start_at_once_share_one_azurite()
    {
        await using var one = Create(_options);
        await using var other = Create(_options);

        await Task.WhenAll(one.StartAsync(Token), other.StartAsync(Token));

        Assert.Equal([PortState.Azurite, PortState.Azurite, PortState.Azurite], await PortsNow());
    }

    [Fact]
    public async Task Start_waits_for_the_azurite_of_a_killed_app_to_save_and_then_starts_its_own()
    {
        var script = new AzuriteInstallation(_options, TimeProvider.System, NullLogger.Instance).Script;
        var orphan = AzuriteProcess.Start(script, _folder, _options, TimeProvider.System);
        await orphan.WaitUntilAnsweringAsync(Token);
        Assert.True(AzuriteFolder.TryTake(_folder, out var ofTheKilled));
        ofTheKilled.Record(orphan);
        ofTheKilled.Dispose();

        await using var next = Create(_options);
        var start = next.StartAsync(Token);
        for (var look = 0; look < 20; look++) Assert.True(await AzuriteProbe.AllAnswerAsync(_options.Ports, Token));
        Assert.False(start.IsCompleted);
        await orphan.DisposeAsync();
        await start;

        Assert.Equal([PortState.Azurite, PortState.Azurite, PortState.Azurite], await PortsNow());
    }

    [Fact]
    public async Task Start_when_a_stranger_holds_a_port_names_it_and_the_remedy()
    {
        using var stranger = new TcpListener(IPAddress.Loopback, _options.Ports.Queue);
        stranger.Start();
        var hangsUp = Task.Run(async () => (await stranger.AcceptSocketAsync(Token)).Dispose(), Token);

        var message = await FailureOf(_options);
        await hangsUp;

        Assert.Contains($"not Azurite's Queue service on {_options.Ports.Queue}", message, StringComparison.Ordinal);
        Assert.Contains("End what listens there", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_without_node_says_what_to_install()
    {
        var message = await FailureOf(_options with { Node = Path.Combine(_folder, "node") });

        Assert.Contains("Install Node.js", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_without_npm_says_what_to_install()
    {
        var message = await FailureOf(
            _options with { SearchFrom = RepositoryWith("{}", "{}"), Npm = Path.Combine(_folder, "npm") });

        Assert.Contains("Install Node.js", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_when_npm_fails_shows_what_npm_said()
    {
        // A package in a file that is not there fails without asking the network.
        var root = RepositoryWith(
            """{ "devDependencies": { "azurite": "file:./absent.tgz" } }""",
            """
            {
              "lockfileVersion": 3,
              "packages": {
                "": { "devDependencies": { "azurite": "file:./absent.tgz" } },
                "node_modules/azurite": { "version": "3.35.0", "resolved": "file:absent.tgz" }
              }
            }
            """);

        var message = await FailureOf(_options with { SearchFrom = root });

        Assert.Contains("npm could not install Azurite", message, StringComparison.Ordinal);
        Assert.Contains("absent.tgz", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_outside_a_repository_says_that_package_json_is_missing()
    {
        var message = await FailureOf(_options with { SearchFrom = Path.GetTempPath() });

        Assert.Contains("No package.json", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_with_another_storage_account_does_nothing()
    {
        await using var prerequisite = Create(_options, "DefaultEndpointsProtocol=https;AccountName=real");
        await prerequisite.StartAsync(Token);

        Assert.Equal([PortState.Free, PortState.Free, PortState.Free], await PortsNow());
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
    }

    private static AzuritePrerequisite Create(
        AzuriteOptions options, string connection = "UseDevelopmentStorage=true") => new(
            new ConfigurationBuilder()
                .AddInMemoryCollection([new KeyValuePair<string, string?>("AzureWebJobsStorage", connection)])
                .Build(),
            options, TimeProvider.System, NullLogger<AzuritePrerequisite>.Instance);

    private static async Task<string> FailureOf(AzuriteOptions options)
    {
        await using var prerequisite = Create(options);
        return (await Assert.ThrowsAsync<StartRefusedException>(() => prerequisite.StartAsync(Token))).Message;
    }

    private Task<PortState[]> PortsNow() => AzuriteProbe.ProbeAsync(_options.Ports, Token);

    private string RepositoryWith(string package, string packageLock)
    {
        var root = Directory.CreateDirectory(Path.Combine(_folder, "repository")).FullName;
        File.WriteAllText(Path.Combine(root, "package.json"), package);
        File.WriteAllText(Path.Combine(root, "package-lock.json"), packageLock);
        return root;
    }
}
