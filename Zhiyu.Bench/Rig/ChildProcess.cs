using System.ComponentModel;
using System.Diagnostics;

namespace Zhiyu.Bench.Rig;

/// <summary>A child process of the bench, which never outlives it.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private const int LinesToKeep = 20;

    private readonly Process _process;
    private readonly Queue<string> _lines = new();
    private readonly Action<string>? _heard;
    private bool _disposed;

    private ChildProcess(Process process, Action<string>? heard)
    {
        (_process, _heard) = (process, heard);
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        AppDomain.CurrentDomain.ProcessExit += KillAtExit;
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>The user and system processor time of all its threads.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>The resident memory in MiB.</summary>
    public double ResidentMebibytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / 1024.0 / 1024.0;
        }
    }

    public string LastLines
    {
        get
        {
            lock (_lines) return string.Join(Environment.NewLine, _lines);
        }
    }

    /// <param name="heard">Called with each line of output, on any thread.</param>
    public static ChildProcess Start(
        string program,
        IReadOnlyList<string> arguments,
        IReadOnlyDictionary<string, string> environment,
        Action<string>? heard = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        try
        {
            return new ChildProcess(Process.Start(start)!, heard);
        }
        catch (Win32Exception fault)
        {
            throw new BenchException(
                $"'{program}' cannot be started ({fault.Message.TrimEnd('.')}); see that it is on the PATH.", fault);
        }
    }

    public async Task TellAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync();
    }

    public Task WaitForExitAsync(CancellationToken cancellationToken) => _process.WaitForExitAsync(cancellationToken);

    /// <summary>Sends SIGKILL: no handler runs, and nothing is flushed or released.</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_disposed) return;
        _disposed = true;
        AppDomain.CurrentDomain.ProcessExit -= KillAtExit;
        await KillAsync();
        _process.Dispose();
    }

    private void KillAtExit(object? sender, EventArgs arguments)
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
    }

    private void Hear(string? line)
    {
        if (string.IsNullOrWhiteSpace(line)) return;
        _heard?.Invoke(line);
        lock (_lines)
        {
            if (_lines.Count == LinesToKeep) _lines.Dequeue();
            _lines.Enqueue(line);
        }
    }
}
