using System.Diagnostics;
using Zhiyu.LocalHost.Hosting;

namespace Zhiyu.LocalHost.Azurite;

/// <summary>An Azurite that this process started and that always exits with it.</summary>
internal sealed class AzuriteProcess : IAsyncDisposable
{
    private static readonly TimeSpan PollingInterval = TimeSpan.FromMilliseconds(50);
    private static readonly string Lifeline =
        Path.Combine(AppContext.BaseDirectory, "Azurite", "azurite-lifeline.cjs");

    private readonly NodeProgram _program;
    private readonly AzuriteOptions _options;
    private readonly TimeProvider _time;

    private AzuriteProcess(NodeProgram program, AzuriteOptions options, TimeProvider time) =>
        (_program, _options, _time) = (program, options, time);

    public int Id => _program.Id;

    public DateTime StartTime => _program.StartTime;

    /// <summary>
    /// Starts the process without waiting; call <see cref="WaitUntilAnsweringAsync"/> before using it.
    /// </summary>
    public static AzuriteProcess Start(string script, string dataFolder, AzuriteOptions options, TimeProvider time)
    {
        var start = new ProcessStartInfo(options.Node, ArgumentsFor(script, dataFolder, options.Ports));
        // Custom accounts would replace the account of UseDevelopmentStorage=true.
        start.Environment.Remove("AZURITE_ACCOUNTS");
        foreach (var (name, value) in options.Environment) start.Environment[name] = value;
        return new AzuriteProcess(NodeProgram.Start(start, linesToKeep: 12), options, time);
    }

    /// <summary>
    /// Uses disk mode: in memory mode, a garbage collection each minute blocks all requests once messages were deleted.
    /// </summary>
    internal static IReadOnlyList<string> ArgumentsFor(string script, string dataFolder, AzuritePorts ports) =>
    [
        "--require", Lifeline, script, "--location", dataFolder, .. ports.ToArguments(),
        "--silent", "--skipApiVersionCheck", "--disableTelemetry",
    ];

    public async Task WaitUntilAnsweringAsync(CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(_options.StartLimit, _time);
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        var exit = _program.WaitForExitAsync(cancellation.Token);
        try
        {
            while (!await AzuriteProbe.AllAnswerAsync(_options.Ports, cancellation.Token))
            {
                if (exit.IsCompletedSuccessfully) throw Failure($"ended with code {_program.ExitCode}");
                await Task.Delay(PollingInterval, _time, cancellation.Token);
            }
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            throw Failure($"did not answer within {_options.StartLimit.TotalSeconds:0} s");
        }
    }

    /// <summary>Lets Azurite save and exit, and kills it after a timeout.</summary>
    public async ValueTask DisposeAsync()
    {
        using var timeout = new CancellationTokenSource(_options.StopLimit, _time);
        try
        {
            _program.CloseInput();
            await _program.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            _program.Kill();
        }
        finally
        {
            _program.Dispose();
        }
    }

    private StartRefusedException Failure(string what) => new(
        $"Azurite, the storage emulator, {what} on the ports {_options.Ports}. Its last lines are below; when its " +
        $"data is at fault, stop the app and delete the folder .azurite.{Environment.NewLine}{_program.LastLines}");
}
