using System.Text.Json;
using Zhiyu.LocalHost.Hosting;

namespace Zhiyu.LocalHost.Settings;

/// <summary>The <c>Values</c> of local.settings.json, or of the sample file when there is none.</summary>
internal sealed record LocalSettings(string? Path, bool IsSample, IReadOnlyDictionary<string, string> Values)
{
    public static LocalSettings Load(string directory)
    {
        var own = System.IO.Path.Combine(directory, "local.settings.json");
        var sample = System.IO.Path.Combine(directory, "local.settings.sample.json");
        if (File.Exists(own)) return new LocalSettings(own, IsSample: false, Read(own));
        return File.Exists(sample)
            ? new LocalSettings(sample, IsSample: true, Read(sample))
            : new LocalSettings(Path: null, IsSample: false, new Dictionary<string, string>());
    }

    /// <summary>
    /// Sets environment variables that are not set yet, as Core Tools does, so that code that reads the environment
    /// works too.
    /// </summary>
    public void ApplyToEnvironment()
    {
        foreach (var (name, value) in Values)
            if (Environment.GetEnvironmentVariable(name) is null) Environment.SetEnvironmentVariable(name, value);
    }

    private static Dictionary<string, string> Read(string path)
    {
        var options = new JsonDocumentOptions
        {
            CommentHandling = JsonCommentHandling.Skip,
            AllowTrailingCommas = true,
        };
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(path), options);
            return document.RootElement.TryGetProperty(nameof(Values), out var values)
                ? values.EnumerateObject().ToDictionary(value => value.Name, value => value.Value.ToString())
                : [];
        }
        // The last type is thrown for a repeated name.
        catch (Exception exception)
            when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            throw new StartRefusedException(
                $"{path} is not a settings file: {exception.Message} "
                + "It looks like { \"Values\": { \"NAME\": \"value\" } }.",
                exception);
        }
    }
}
