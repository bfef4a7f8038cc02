using System.Diagnostics;
using Zhiyu.LocalHost.Hosting;

namespace Zhiyu.LocalHost.Azurite;

/// <summary>An Azurite that this process started, and that ends with it whichever way it ends.</summary>
internal sealed class AzuriteProcess : IAsyncDisposable
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);
    private static readonly string Lifeline =
        Path.Combine(AppContext.BaseDirectory, "Azurite", "azurite-lifeline.cjs");

    private readonly NodeProgram _program;
    private readonly AzuriteOptions _options;
    private readonly TimeProvider _time;

    private AzuriteProcess(NodeProgram program, AzuriteOptions options, TimeProvider time) =>
        (_program, _options, _time) = (program, options, time);

    public int Id => _program.Id;

    public DateTime StartTime => _program.StartTime;

    /// <summary>Returns at once; <see cref="WaitUntilAnsweringAsync"/> tells when it can be used.</summary>
    public static AzuriteProcess Start(string script, string dataFolder, AzuriteOptions options, TimeProvider time)
    {
        var start = new ProcessStartInfo(options.Node, ArgumentsFor(script, dataFolder, options.Ports));
        // The developer's own accounts would displace the one that UseDevelopmentStorage=true means.
        start.Environment.Remove("AZURITE_ACCOUNTS");
        foreach (var (name, value) in options.Environment) start.Environment[name] = value;
        return new AzuriteProcess(NodeProgram.Start(start, linesToKeep: 12), options, time);
    }

    /// <summary>Disk mode: in memory, a collection each minute stops everything once messages were deleted.</summary>
    internal static IReadOnlyList<string> ArgumentsFor(string script, string dataFolder, AzuritePorts ports) =>
    [
        "--require", Lifeline, script, "--location", dataFolder, .. ports.ToArguments(),
        "--silent", "--skipApiVersionCheck", "--disableTelemetry",
    ];

    public async Task WaitUntilAnsweringAsync(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(_options.StartLimit, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        var exit = _program.WaitForExitAsync(either.Token);
        try
        {
            while (!await AzuriteProbe.AllAnswerAsync(_options.Ports, either.Token))
            {
                if (exit.IsCompletedSuccessfully) throw Failure($"ended with code {_program.ExitCode}");
                await Task.Delay(BetweenLooks, _time, either.Token);
            }
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            throw Failure($"did not answer within {_options.StartLimit.TotalSeconds:0} s");
        }
    }

    /// <summary>Lets Azurite save and end; kills it when that takes too long.</summary>
    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(_options.StopLimit, _time);
        try
        {
            _program.CloseInput();
            await _program.WaitForExitAsync(limit.Token);
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
