using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json;
using Zhiyu.LocalHost.Azurite;

namespace Zhiyu.Bench.Measure;

/// <summary>The machine of a measurement. Results from different machines are not comparable.</summary>
/// <param name="Load">The load average of the last minute; null when the system does not provide it.</param>
internal sealed record Machine(
    string Processor,
    int Cores,
    double MemoryGib,
    string Os,
    string Dotnet,
    string Azurite,
    string Node,
    string Build,
    double? Load)
{
    public static Machine Read() => new(
        ProcessorName(),
        Environment.ProcessorCount,
        Math.Round(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / Math.Pow(1024, 3), 1),
        RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription,
        AzuriteVersion(),
        NodeVersion(),
        BuildOf(typeof(Machine).Assembly),
        LoadAverage());

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Processor}, {Cores} cores, {MemoryGib} GiB, {Os}; {Dotnet}, Azurite {Azurite} on Node.js {Node}; {Build}; "
        + $"load {Load:0.0}");

    private static string ProcessorName()
    {
        const string cpuInfo = "/proc/cpuinfo";
        var line = File.Exists(cpuInfo)
            ? File.ReadLines(cpuInfo).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return line?.Split(':', 2)[1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }

    private static double? LoadAverage()
    {
        const string loadAverage = "/proc/loadavg";
        return File.Exists(loadAverage)
            ? double.Parse(File.ReadAllText(loadAverage).Split(' ')[0], CultureInfo.InvariantCulture)
            : null;
    }

    private static string AzuriteVersion()
    {
        var installation = new AzuriteInstallation(
            new AzuriteOptions(), TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);
        var package = Path.Combine(installation.Root, "node_modules", "azurite", "package.json");
        if (!File.Exists(package)) return "not installed yet";
        using var json = JsonDocument.Parse(File.ReadAllBytes(package));
        return json.RootElement.GetProperty("version").GetString()!;
    }

    // The Node.js that runs Azurite.
    private static string NodeVersion()
    {
        try
        {
            using var node = Process.Start(
                new ProcessStartInfo("node", "--version") { RedirectStandardOutput = true })!;
            return node.StandardOutput.ReadToEnd().Trim().TrimStart('v');
        }
        catch (Win32Exception)
        {
            return "not on the PATH";
        }
    }

    // The version contains the commit if the build knew it.
    private static string BuildOf(Assembly assembly)
    {
        var version = assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";
        var mode = assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()?.Configuration;
        return version.Split('+') is [_, { Length: > 12 } commit] ? $"{mode} of {commit[..12]}" : $"{mode} {version}";
    }
}
