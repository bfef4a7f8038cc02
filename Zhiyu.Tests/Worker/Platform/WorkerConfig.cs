using System.Text.Json;

namespace Zhiyu.Tests.Worker.Platform;

/// <summary>What an app's worker.config.json says of how it is started.</summary>
internal static class WorkerConfig
{
    public static (string Program, string Worker) Read(string app)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(app, "worker.config.json")));
        var description = json.RootElement.GetProperty("description");
        return (
            description.GetProperty("defaultExecutablePath").GetString()!,
            Path.Combine(app, description.GetProperty("defaultWorkerPath").GetString()!));
    }
}
