using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Zhiyu.LocalHost.Azurite;
using Zhiyu.Tests.Support;

[assembly: AssemblyFixture(typeof(AzuriteFixture))]

namespace Zhiyu.Tests.Support;

/// <summary>
/// The one Azurite of the test assembly. A test asks for a storage account of its own and shares nothing with the
/// others: take the fixture as a constructor parameter and call <see cref="NewAccount"/>.
/// </summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    // Azurite knows only the accounts it is started with, by one environment variable; Linux allows 128 KiB each,
    // so at most about 7,000.
    private const int Accounts = 6_000;
    private const string Key = "emh5dQ==";

    private readonly string _folder = Directory.CreateTempSubdirectory("zhiyu-azurite-").FullName;
    private readonly AzuriteOptions _options = new()
    {
        Ports = FreePorts.ForAzurite(),
        Environment = new Dictionary<string, string>
        {
            ["AZURITE_ACCOUNTS"] = string.Join(';', Enumerable.Range(1, Accounts).Select(n => $"{NameOf(n)}:{Key}")),
        },
    };

    private AzuriteProcess? _azurite;
    private int _given;

    public async ValueTask InitializeAsync()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var installation = new AzuriteInstallation(_options, TimeProvider.System, NullLogger.Instance);
        await installation.EnsureAsync(cancellationToken);
        _azurite = AzuriteProcess.Start(installation.Script, _folder, _options, TimeProvider.System);
        await _azurite.WaitUntilAnsweringAsync(cancellationToken);
    }

    /// <summary>The connection string of a storage account that nobody has used yet.</summary>
    public string NewAccount()
    {
        var number = Interlocked.Increment(ref _given);
        if (number > Accounts)
            throw new InvalidOperationException($"All {Accounts} accounts are taken: raise AzuriteFixture.Accounts.");
        var name = NameOf(number);
        return string.Join(';',
            "DefaultEndpointsProtocol=http", $"AccountName={name}", $"AccountKey={Key}",
            $"BlobEndpoint=http://127.0.0.1:{_options.Ports.Blob}/{name}",
            $"QueueEndpoint=http://127.0.0.1:{_options.Ports.Queue}/{name}",
            $"TableEndpoint=http://127.0.0.1:{_options.Ports.Table}/{name}");
    }

    public async ValueTask DisposeAsync()
    {
        if (_azurite is not null) await _azurite.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static string NameOf(int number) => string.Create(CultureInfo.InvariantCulture, $"acct{number}");
}
