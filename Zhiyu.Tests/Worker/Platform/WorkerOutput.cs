namespace Zhiyu.Tests.Worker.Platform;

/// <summary>The last lines that a worker wrote to its console and its host, to explain a failure.</summary>
internal sealed class WorkerOutput
{
    private const int LinesToKeep = 50;

    private readonly Queue<string> _lines = new();

    public void Add(string? line)
    {
        if (string.IsNullOrWhiteSpace(line)) return;
        lock (_lines)
        {
            if (_lines.Count == LinesToKeep) _lines.Dequeue();
            _lines.Enqueue(line);
        }
    }

    public override string ToString()
    {
        lock (_lines) return string.Join(Environment.NewLine, _lines);
    }
}
