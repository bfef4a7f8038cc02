using System.Diagnostics;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Archive;

/// <summary>The command <c>import FILE</c>, which runs instead of the app.</summary>
internal sealed class ImportCommand(ForumImport import, IStorageSetup storage)
{
    /// <returns>The exit code of the process.</returns>
    public async Task<int> RunAsync(string path, CancellationToken cancellationToken = default)
    {
        if (!File.Exists(path)) return await RefuseAsync($"There is no file {path}.");
        await storage.CreateAsync(cancellationToken);
        try
        {
            return await ImportAsync(path, cancellationToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            await Console.Error.WriteLineAsync(
                $"The import did not end: {fault.Message.Split('\n')[0].TrimEnd()} Import the same file again to go "
                + "on.");
            return 1;
        }
    }

    private async Task<int> ImportAsync(string path, CancellationToken cancellationToken)
    {
        switch (await import.RunAsync(() => File.OpenRead(path), cancellationToken))
        {
            case ImportOutcome.Imported imported:
                await Console.Out.WriteLineAsync($"Imported {imported.Rows} rows.");
                return 0;
            case ImportOutcome.NothingImported refused:
                return await RefuseAsync(refused.Reason);
            default:
                throw new UnreachableException();
        }
    }

    private static async Task<int> RefuseAsync(string reason)
    {
        await Console.Error.WriteLineAsync($"Nothing was imported. {reason}");
        return 1;
    }
}
