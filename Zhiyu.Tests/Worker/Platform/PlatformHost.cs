using System.Diagnostics;
using System.Net;
using Google.Protobuf.WellKnownTypes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Zhiyu.Tests.Worker.Platform.Rpc;

namespace Zhiyu.Tests.Worker.Platform;

/// <summary>
/// The platform's host in small: starts the worker that is in a folder as a process of its own, speaks the public
/// worker protocol with it, and brings it requests, messages and the ticks of timers. It knows nothing of any app.
/// </summary>
internal sealed class PlatformHost : IAsyncDisposable
{
    // The platform's for functions. A worker has 5 s there, which a busy machine may exceed.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(1);

    private readonly WorkerOutput _output = new();
    private readonly CancellationTokenSource _stopped = new();
    private readonly WorkerChannel _channel;
    private readonly Invoker _invoker;
    private readonly HostSettings _settings;
    private readonly WebApplication _rpc;

    private IReadOnlyList<WorkerFunction> _functions = [];
    private Task _pumping = Task.CompletedTask;
    private WorkerProcess? _process;
    private HttpFront? _front;

    private PlatformHost(HostSettings settings)
    {
        _settings = settings;
        _channel = new WorkerChannel(_output);
        _invoker = new Invoker(_channel);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        // Without TLS there is no choice between protocols on one port.
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(
            IPAddress.Loopback, 0, endpoint => endpoint.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc(grpc => grpc.MaxReceiveMessageSize = null);
        builder.Services.AddSingleton(_channel);
        _rpc = builder.Build();
        _rpc.MapGrpcService<WorkerChannel>();
    }

    public Uri Address => _front!.Address;

    /// <summary>What the worker said last.</summary>
    public string Output => $"{_output}";

    /// <param name="app">The folder of the app: built or published.</param>
    /// <param name="settings">The app settings.</param>
    public static async Task<PlatformHost> StartAsync(string app, IReadOnlyDictionary<string, string> settings)
    {
        var host = new PlatformHost(new HostSettings(app, settings));
        try
        {
            await host.StartCoreAsync(app, settings).WaitAsync(StartLimit);
            return host;
        }
        catch (Exception fault)
        {
            await host.DisposeAsync();
            throw new InvalidOperationException($"The worker did not start; its last lines:\n{host.Output}", fault);
        }
    }

    /// <summary>One tick of a timer, now.</summary>
    public Task<StatusResult> TickAsync(string timer, CancellationToken cancelled = default)
    {
        using var activity = new Activity("tick").Start();
        return _invoker.InvokeAsync(
            RandomId.New(),
            _functions.Single(function => function.IsTimer && function.Name == timer),
            new TypedData { Json = """{"Schedule":{"AdjustForDST":true},"ScheduleStatus":null,"IsPastDue":false}""" },
            [],
            cancelled);
    }

    /// <summary>
    /// What SIGTERM is to a host that is set to drain: nothing more is taken, what runs is told to end, and then the
    /// worker is.
    /// </summary>
    /// <returns>The worker's exit code; of one that does not end in time, what the kill gives.</returns>
    public async Task<int> DrainAsync()
    {
        await _stopped.CancelAsync();
        await _invoker.DrainAsync();
        await _pumping.WaitAsync(Grace);
        _channel.Tell(new StreamingMessage
        {
            WorkerTerminate = new WorkerTerminate { GracePeriod = Duration.FromTimeSpan(Grace) },
        });
        var exit = _process!.ExitAsync(CancellationToken.None);
        if (await Task.WhenAny(exit, Task.Delay(Grace, TimeProvider.System, CancellationToken.None)) != exit)
            _process.Kill();
        return await exit;
    }

    /// <summary>The worker is killed: nothing is released.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopped.CancelAsync();
        if (_process is not null) await _process.DisposeAsync();
        if (_front is not null) await _front.DisposeAsync();
        await _rpc.DisposeAsync();
        await _pumping;
        _invoker.Dispose();
        _stopped.Dispose();
    }

    private async Task StartCoreAsync(string app, IReadOnlyDictionary<string, string> settings)
    {
        await _rpc.StartAsync();
        _process = WorkerProcess.Start(app, new Uri(_rpc.Urls.First()), settings, _output);
        var ended = _process.ExitAsync(_stopped.Token);
        if (await Task.WhenAny(_channel.Started, ended) == ended)
            throw new InvalidOperationException($"It ended with code {await ended}.");

        var worker = await InitAsync(app);
        _functions = await IndexAsync(app);
        foreach (var function in _functions) await LoadAsync(function);
        var served = _functions.Where(function => !_settings.IsOff(function)).ToList();
        _front = await HttpFront.StartAsync(
            worker, _invoker, served.Where(function => function.IsHttp), _settings.RoutePrefix);
        _pumping = Task.WhenAll(served.Where(function => function.IsQueue)
            .Select(function => new QueuePump(function, _settings, _invoker, _output).RunAsync(_stopped.Token)));
    }

    /// <returns>Where the worker takes requests.</returns>
    private async Task<Uri> InitAsync(string app)
    {
        var answer = await _channel.AskAsync(new StreamingMessage
        {
            WorkerInitRequest = new WorkerInitRequest
            {
                HostVersion = "4.1048.0",
                WorkerDirectory = app,
                FunctionAppDirectory = app,
            },
        });
        Check(answer.WorkerInitResponse.Result);
        return new Uri(answer.WorkerInitResponse.Capabilities["HttpUri"]);
    }

    private async Task<IReadOnlyList<WorkerFunction>> IndexAsync(string app)
    {
        var answer = await _channel.AskAsync(new StreamingMessage
        {
            FunctionsMetadataRequest = new FunctionsMetadataRequest { FunctionAppDirectory = app },
        });
        Check(answer.FunctionMetadataResponse.Result);
        return [.. answer.FunctionMetadataResponse.FunctionMetadataResults.Select(each => new WorkerFunction(each))];
    }

    private async Task LoadAsync(WorkerFunction function)
    {
        var answer = await _channel.AskAsync(new StreamingMessage { FunctionLoadRequest = function.LoadRequest() });
        Check(answer.FunctionLoadResponse.Result);
    }

    private static void Check(StatusResult result)
    {
        if (result.Status != StatusResult.Types.Status.Success)
            throw new InvalidOperationException($"The worker refused: {result.Exception?.Message}");
    }
}
