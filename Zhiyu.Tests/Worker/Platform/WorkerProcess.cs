using System.Diagnostics;

namespace Zhiyu.Tests.Worker.Platform;

/// <summary>A worker as the platform starts it: a process of its own, which ends with this one at the latest.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    /// <summary>The script that ends a program with the process that started it.</summary>
    public static readonly string Lifeline =
        Path.Combine(AppContext.BaseDirectory, "Worker", "Platform", "worker-lifeline.cjs");

    private readonly Process _process;

    private WorkerProcess(Process process, WorkerOutput output)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => output.Add(line.Data);
        process.ErrorDataReceived += (_, line) => output.Add(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <param name="app">The folder of the app; its worker.config.json says what to start.</param>
    /// <param name="host">Where this host speaks the protocol.</param>
    /// <param name="settings">The app settings, which are environment variables to the worker.</param>
    public static WorkerProcess Start(
        string app, Uri host, IReadOnlyDictionary<string, string> settings, WorkerOutput output)
    {
        var (workerId, requestId, longest) = (RandomId.New(), RandomId.New(), $"{int.MaxValue}");
        var (program, worker) = WorkerConfig.Read(app);
        var start = new ProcessStartInfo("node",
        [
            Lifeline, program, worker,
            "--host", host.Host, "--port", $"{host.Port}", "--workerId", workerId, "--requestId", requestId,
            "--grpcMaxMessageLength", longest, "--functions-uri", $"{host}", "--functions-worker-id", workerId,
            "--functions-request-id", requestId, "--functions-grpc-max-message-length", longest,
        ])
        {
            WorkingDirectory = app,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in settings) start.Environment[name] = value;
        start.Environment["FUNCTIONS_WORKER_RUNTIME"] = "dotnet-isolated";
        start.Environment["FUNCTIONS_WORKER_DIRECTORY"] = app;
        start.Environment["FUNCTIONS_APPLICATION_DIRECTORY"] = app;
        start.Environment["Functions__Worker__HostEndpoint"] = $"{host}";
        start.Environment["Functions__Worker__WorkerId"] = workerId;
        start.Environment["Functions__Worker__RequestId"] = requestId;
        start.Environment["Functions__Worker__GrpcMaxMessageLength"] = longest;
        return new WorkerProcess(Process.Start(start)!, output);
    }

    /// <returns>Its exit code.</returns>
    public async Task<int> ExitAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    /// <summary>SIGKILL, where it still runs.</summary>
    public void Kill() => _process.StandardInput.Close();

    public async ValueTask DisposeAsync()
    {
        Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
