using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Zhiyu.Bench.Rig;
using Zhiyu.LocalHost.Azurite;
using Zhiyu.Tests.Support;

[assembly: AssemblyFixture(typeof(AzuriteFixture))]

namespace Zhiyu.Tests.Support;

/// <summary>
/// The storage of the test assembly. A test asks for a storage account of its own and shares nothing with the others:
/// take the fixture as a constructor parameter and call <see cref="NewAccount"/>.
/// </summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    // An Azurite works on one thread, and the more slowly, the more tables it has had.
    private const int Emulators = 4;

    // Azurite knows only the accounts it is started with, by one environment variable; Linux allows 128 KiB each.
    private const int AccountsOfEach = 1_500;
    private const string Key = "emh5dQ==";

    private static readonly string SavesSeldom =
        Path.Combine(AppContext.BaseDirectory, "Support", "azurite-saves-seldom.cjs").Replace('\\', '/');

    private readonly List<Emulator> _emulators =
        [.. Enumerable.Range(0, Emulators).Select(_ => new Emulator(FreePorts.ForAzurite()))];

    private int _given = -1;

    public async ValueTask InitializeAsync()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var installation = new AzuriteInstallation(_emulators[0].Options, TimeProvider.System, NullLogger.Instance);
        await installation.EnsureAsync(cancellationToken);
        await Task.WhenAll(_emulators.Select(each => each.StartAsync(installation.Script, cancellationToken)));
    }

    /// <summary>The connection string of an unused storage account.</summary>
    public string NewAccount()
    {
        var number = Interlocked.Increment(ref _given);
        if (number >= Emulators * AccountsOfEach)
            throw new InvalidOperationException("All accounts are taken: raise AzuriteFixture.AccountsOfEach.");
        return _emulators[number % Emulators].ConnectionString(number / Emulators);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var emulator in _emulators) await emulator.DisposeAsync();
    }

    private sealed class Emulator(AzuritePorts ports) : IAsyncDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("zhiyu-azurite-").FullName;
        private AzuriteProcess? _process;

        public AzuriteOptions Options { get; } = new()
        {
            Ports = ports,
            Environment = new Dictionary<string, string>
            {
                ["AZURITE_ACCOUNTS"] = string.Join(
                    ';', Enumerable.Range(0, AccountsOfEach).Select(number => $"{NameOf(number)}:{Key}")),
                ["NODE_OPTIONS"] = $"--require \"{SavesSeldom}\"",
            },
        };

        public async Task StartAsync(string script, CancellationToken cancellationToken)
        {
            _process = AzuriteProcess.Start(script, _folder, Options, TimeProvider.System);
            await _process.WaitUntilAnsweringAsync(cancellationToken);
        }

        public string ConnectionString(int number) => string.Join(
            ';',
            "DefaultEndpointsProtocol=http", $"AccountName={NameOf(number)}", $"AccountKey={Key}",
            $"BlobEndpoint=http://127.0.0.1:{ports.Blob}/{NameOf(number)}",
            $"QueueEndpoint=http://127.0.0.1:{ports.Queue}/{NameOf(number)}",
            $"TableEndpoint=http://127.0.0.1:{ports.Table}/{NameOf(number)}");

        public async ValueTask DisposeAsync()
        {
            if (_process is not null) await _process.DisposeAsync();
            Directory.Delete(_folder, recursive: true);
        }

        private static string NameOf(int number) => string.Create(CultureInfo.InvariantCulture, $"acct{number}");
    }
}
