using System.ComponentModel;
using System.Diagnostics;
using Zhiyu.LocalHost.Hosting;

namespace Zhiyu.LocalHost.Azurite;

/// <summary>A running Node.js program and its last lines of output.</summary>
internal sealed class NodeProgram : IDisposable
{
    private readonly Process _process;
    private readonly int _capacity;
    private readonly Queue<string> _lines = new();

    private NodeProgram(Process process, int capacity)
    {
        _process = process;
        _capacity = capacity;
        process.OutputDataReceived += (_, line) => AddLine(line.Data);
        process.ErrorDataReceived += (_, line) => AddLine(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public DateTime StartTime => _process.StartTime;

    public int ExitCode => _process.ExitCode;

    public string LastLines
    {
        get
        {
            lock (_lines) return string.Join(Environment.NewLine, _lines);
        }
    }

    public static NodeProgram Start(ProcessStartInfo start, int linesToKeep)
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        try
        {
            return new NodeProgram(Process.Start(start)!, linesToKeep);
        }
        catch (Win32Exception exception)
        {
            throw new StartRefusedException(
                $"'{start.FileName}' cannot be started ({exception.Message.TrimEnd('.')}); Azurite, the storage " +
                "emulator, needs it. Install Node.js 22 (https://nodejs.org) and see that its folder is on " +
                "the PATH, or set AzureWebJobsStorage to the connection string of another storage account.",
                exception);
        }
    }

    public Task WaitForExitAsync(CancellationToken cancellationToken) => _process.WaitForExitAsync(cancellationToken);

    public void CloseInput() => _process.StandardInput.Close();

    public void Kill() => _process.Kill(entireProcessTree: true);

    public void Dispose() => _process.Dispose();

    private void AddLine(string? line)
    {
        if (string.IsNullOrWhiteSpace(line)) return;
        lock (_lines)
        {
            if (_lines.Count == _capacity) _lines.Dequeue();
            _lines.Enqueue(line);
        }
    }
}
