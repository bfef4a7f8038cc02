using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Logging.Abstractions;
using Zhiyu.Bench.Rig;
using Zhiyu.LocalHost.Azurite;
using Zhiyu.Tests.Api.Contract.OpenApi;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Infra;

/// <summary>What can be said of compose.yaml where no container engine runs.</summary>
public sealed partial class ComposeTests : IDisposable
{
    // Of the platform's host and of the image.
    private static readonly string[] PlatformSettings =
    [
        "AzureFunctionsJobHost__Logging__Console__IsEnabled", "AzureFunctionsWebHost__hostid",
        "FUNCTIONS_ENABLE_DRAIN_ON_APP_STOPPING",
    ];

    private static readonly JsonNode Services = Yaml.Read(Repository.PathOf("compose.yaml"))["services"]!;
    private static readonly JsonNode App = Services["app"]!;
    private static readonly JsonNode Storage = Services["storage"]!;

    private readonly string _folder = Directory.CreateTempSubdirectory("zhiyu-compose-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Every_setting_is_documented() => Assert.Empty(
        App["environment"]!.AsObject().Select(setting => setting.Key)
            .Concat(ImageSettings().Matches(Dockerfile.All("ENV").Single()).Select(match => match.Value))
            .Except(PlatformSettings)
            .Except(SettingsTable.Documented.Select(row => row.Name)));

    [Fact]
    public void Secrets_come_from_outside_and_the_start_says_which_one_is_missing()
    {
        var values = App["environment"]!.AsObject().Concat(Storage["environment"]!.AsObject())
            .ToDictionary(setting => setting.Key, setting => setting.Value!.GetValue<string>());

        foreach (var setting in (string[])["SERVICE_AUTH_SECRET", "AZURITE_ACCOUNTS", "AzureWebJobsStorage"])
        {
            var demanded = Assert.Single(Variables().Matches(values[setting]));
            Assert.Equal("?", demanded.Groups["how"].Value);
            Assert.NotEmpty(demanded.Groups["text"].Value);
            // Where the file .env is made.
            Assert.Contains(
                $"{demanded.Groups["name"].Value}=%s", Repository.ReadText("docs", "hosting.md"), StringComparison.Ordinal);
        }

        Assert.DoesNotContain(
            values.Keys.Except(["SERVICE_AUTH_SECRET"]),
            name => name.Contains("SECRET", StringComparison.Ordinal)
                || name.Contains("KEY", StringComparison.Ordinal));
    }

    [Fact]
    public void The_app_is_reached_from_this_machine_alone_and_at_the_port_that_it_has()
    {
        var port = Assert.Single(App["ports"]!.AsArray())!.GetValue<string>();

        Assert.Equal($"127.0.0.1:7071:{Assert.Single(Dockerfile.All("EXPOSE"))}", port);
        Assert.Null(Storage["ports"]);
        Assert.Equal(".", App["build"]!.GetValue<string>());
    }

    [Fact]
    public void Storage_is_the_emulator_of_the_tests_and_is_waited_for()
    {
        using var package = JsonDocument.Parse(Repository.ReadText("package.json"));
        var version = package.RootElement.GetProperty("devDependencies").GetProperty("azurite").GetString();

        Assert.Equal($"mcr.microsoft.com/azure-storage/azurite:{version}", Storage["image"]!.GetValue<string>());
        Assert.Equal("service_healthy", App["depends_on"]!["storage"]!["condition"]!.GetValue<string>());
        Assert.Equal(
            $"{AzuritePorts.Development.Table}", Storage["healthcheck"]!["test"]!.AsArray()[^1]!.GetValue<string>());
    }

    [Fact]
    public async Task The_account_that_the_app_is_given_is_one_that_the_emulator_opens()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var ports = FreePorts.ForAzurite();
        using var emulator = StartStorage(ports);
        try
        {
            await Eventually.TrueAsync(
                () => AzuriteProbe.AllAnswerAsync(ports, cancellationToken), TimeSpan.FromMinutes(1));

            var account = Filled(App["environment"]!["AzureWebJobsStorage"]!);
            foreach (var ((_, port), (_, free)) in AzuritePorts.Development.All.Zip(ports.All))
                account = account.Replace($"//storage:{port}/", $"//127.0.0.1:{free}/", StringComparison.Ordinal);
            await new TableServiceClient(account).GetTableClient("one").CreateAsync(cancellationToken);
            await new QueueServiceClient(account).CreateQueueAsync("one", cancellationToken: cancellationToken);
            await new BlobServiceClient(account).CreateBlobContainerAsync("one", cancellationToken: cancellationToken);
        }
        finally
        {
            emulator.CloseInput();
            await emulator.WaitForExitAsync(cancellationToken);
        }
    }

    /// <summary>By the command of the file, but for the folder and the addresses.</summary>
    private NodeProgram StartStorage(AzuritePorts ports)
    {
        var volume = Assert.Single(Storage["volumes"]!.AsArray())!.GetValue<string>().Split(':')[1];
        var command = Storage["command"]!.GetValue<string>().Split(' ');
        Assert.Equal("azurite", command[0]);
        Assert.Equal(3, command.Count(word => word == "0.0.0.0"));
        Assert.Contains(volume, command);
        var start = new ProcessStartInfo("node",
        [
            "--require", Path.Combine(AppContext.BaseDirectory, "Azurite", "azurite-lifeline.cjs"),
            new AzuriteInstallation(new AzuriteOptions(), TimeProvider.System, NullLogger.Instance).Script,
            .. command[1..].Select(word => word == volume ? _folder : word == "0.0.0.0" ? "127.0.0.1" : word),
            .. ports.All.SelectMany(each => (string[])[$"--{each.Service.ToLowerInvariant()}Port", $"{each.Port}"]),
        ]);
        start.Environment["AZURITE_ACCOUNTS"] = Filled(Storage["environment"]!["AZURITE_ACCOUNTS"]!);
        return NodeProgram.Start(start, linesToKeep: 12);
    }

    /// <summary>As compose fills it in, with a key of the kind that its message tells how to make.</summary>
    private static string Filled(JsonNode value) => Variables().Replace(
        value.GetValue<string>(),
        variable => variable.Groups["name"].Value == "STORAGE_KEY"
            ? Convert.ToBase64String([.. Enumerable.Range(200, 48).Select(number => (byte)number)])
            : throw new InvalidOperationException($"{variable.Value} is unknown here."));

    [GeneratedRegex(@"\$\{(?<name>\w+):(?<how>[?-])(?<text>[^}]*)\}")]
    private static partial Regex Variables();

    [GeneratedRegex(@"\w+(?==)")]
    private static partial Regex ImageSettings();
}
