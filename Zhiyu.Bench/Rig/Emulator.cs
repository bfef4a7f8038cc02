using Microsoft.Extensions.Logging.Abstractions;
using Zhiyu.LocalHost.Azurite;

namespace Zhiyu.Bench.Rig;

/// <summary>The bench's own Azurite, whose access log is counted.</summary>
internal sealed class Emulator : IAsyncDisposable
{
    private const string Key =
        "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(3);

    private readonly AzuritePorts _ports;
    private readonly string? _folder;
    private readonly string _script;
    private ChildProcess _process;

    private Emulator(string script, AzuritePorts ports, string? folder)
    {
        (_script, _ports, _folder) = (script, ports, folder);
        _process = StartProcess();
    }

    /// <summary>The processor time that it has used.</summary>
    public TimeSpan ProcessorTime => _process.ProcessorTime;

    public OperationLog Operations { get; } = new();

    /// <summary>The connection string of Azurite's standard account, whose key is public.</summary>
    public string ConnectionString =>
        $"DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey={Key};"
        + $"BlobEndpoint=http://127.0.0.1:{_ports.Blob}/devstoreaccount1;"
        + $"QueueEndpoint=http://127.0.0.1:{_ports.Queue}/devstoreaccount1;"
        + $"TableEndpoint=http://127.0.0.1:{_ports.Table}/devstoreaccount1;";

    /// <param name="onDisk">
    /// Whether to use a temporary folder instead of memory. In memory, a garbage collection each minute blocks all
    /// requests once thousands of messages were deleted.
    /// </param>
    public static async Task<Emulator> StartAsync(bool onDisk, CancellationToken cancellationToken)
    {
        var installation = new AzuriteInstallation(new AzuriteOptions(), TimeProvider.System, NullLogger.Instance);
        await installation.EnsureAsync(cancellationToken);
        var folder = onDisk ? Directory.CreateTempSubdirectory("zhiyu-bench-").FullName : null;
        var emulator = new Emulator(installation.Script, FreePorts.ForAzurite(), folder);
        await emulator.WaitUntilReadyAsync(cancellationToken);
        return emulator;
    }

    /// <summary>Crashes after it has saved all acknowledged writes, and restarts with them.</summary>
    public async Task CrashAsync(TimeSpan away, CancellationToken cancellationToken)
    {
        await _process.TellAsync("die");
        await _process.WaitForExitAsync(cancellationToken);
        await _process.DisposeAsync();
        await Task.Delay(away, TimeProvider.System, cancellationToken);
        _process = StartProcess();
        await WaitUntilReadyAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        if (_folder is not null) Directory.Delete(_folder, recursive: true);
    }

    private ChildProcess StartProcess() => ChildProcess.Start(
        "node",
        [
            "--require", Path.Combine(AppContext.BaseDirectory, "Azurite", "azurite-lifeline.cjs"),
            "--require", Path.Combine(AppContext.BaseDirectory, "Rig", "azurite-mortal.cjs"),
            _script, .. _ports.ToArguments(), "--skipApiVersionCheck", "--disableTelemetry",
            .. (string[])(_folder is null ? ["--inMemoryPersistence"] : ["--location", _folder]),
        ],
        // Custom accounts would replace the account that the bench uses.
        new Dictionary<string, string> { ["AZURITE_ACCOUNTS"] = "" },
        Operations.Hear);

    private Task WaitUntilReadyAsync(CancellationToken cancellationToken) => Wait.UntilAsync(
        async () => !_process.HasExited
            ? await AzuriteProbe.AllAnswerAsync(_ports, cancellationToken)
            : throw new BenchException($"Azurite ended instead of answering:\n{_process.LastLines}"),
        "Azurite to answer",
        StartLimit,
        cancellationToken);
}
