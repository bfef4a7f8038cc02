using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Zhiyu.LocalHost.Hosting;

namespace Zhiyu.LocalHost.Azurite;

/// <summary>The Azurite of the repository: the version that package-lock.json pins, in its node_modules.</summary>
internal sealed class AzuriteInstallation(AzuriteOptions options, TimeProvider time, ILogger logger)
{
    private const int MaxOutputLines = 12;

    private readonly string? _root = FindRoot(options.SearchFrom);

    public bool IsInRepository => _root is not null;

    /// <summary>The folder of the nearest package.json, searched upwards.</summary>
    public string Root => _root ?? throw new StartRefusedException(
        $"No package.json in {options.SearchFrom} or above it, so Azurite, the storage emulator, cannot be " +
        "installed. Run the app from within its repository, start Azurite yourself, or set AzureWebJobsStorage to " +
        "the connection string of another storage account.");

    public string Script => Path.Combine(Root, "node_modules", "azurite", "dist", "src", "azurite.js");

    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        // Two apps that start at once must not both write node_modules.
        using var installLock = await FileLock.TakeAsync(
            Path.Combine(Root, ".azurite", "install.lock"), time, cancellationToken);
        if (IsCurrent()) return;

        Log.Installing(logger, Root);
        var (exitCode, output) = await RunNpmAsync(cancellationToken);
        if (exitCode != 0)
            throw new StartRefusedException(
                $"npm could not install Azurite, the storage emulator: 'npm ci' in {Root} ended with code " +
                $"{exitCode}. Repair what npm says below, or set AzureWebJobsStorage to the connection string of " +
                $"another storage account.{Environment.NewLine}{output}");
        if (!File.Exists(Script))
            throw new StartRefusedException(
                $"{Path.Combine(Root, "package.json")} does not list azurite, so npm did not install it. " +
                "Restore package.json and package-lock.json as they are in the repository.");
    }

    private static string? FindRoot(string from)
    {
        var folder = new DirectoryInfo(from);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "package.json")))
            folder = folder.Parent;
        return folder?.FullName;
    }

    // npm writes its copy of the lock file last, so an interrupted or outdated installation is detected.
    private bool IsCurrent() =>
        File.Exists(Script)
        && VersionIn(Path.Combine(Root, "node_modules", ".package-lock.json")) is { } installed
        && installed == VersionIn(Path.Combine(Root, "package-lock.json"));

    private static string? VersionIn(string lockFile)
    {
        if (!File.Exists(lockFile)) return null;
        using var json = JsonDocument.Parse(File.ReadAllBytes(lockFile));
        return json.RootElement.TryGetProperty("packages", out var packages)
            && packages.TryGetProperty("node_modules/azurite", out var azurite)
            ? azurite.GetProperty("version").GetString()
            : null;
    }

    private async Task<(int ExitCode, string Output)> RunNpmAsync(CancellationToken cancellationToken)
    {
        using var npm = NodeProgram.Start(
            new ProcessStartInfo(options.Npm, ["ci", "--no-audit", "--no-fund"]) { WorkingDirectory = Root },
            MaxOutputLines);
        npm.CloseInput();
        try
        {
            await npm.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            npm.Kill();
            throw;
        }

        return (npm.ExitCode, npm.LastLines);
    }
}
