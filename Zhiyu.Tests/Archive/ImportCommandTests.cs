using System.Diagnostics;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Archive;

/// <summary>As an operator types it.</summary>
public sealed class ImportCommandTests(AzuriteFixture azurite)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_is_imported_once()
    {
        await using var from = await ArchiveAccount.OpenAsync(await LivedForum.CreateAsync(azurite, Token));
        var lines = await from.ExportAsync();
        var (account, file) = (azurite.NewAccount(), Path.GetTempFileName());
        await File.WriteAllLinesAsync(file, lines, Token);

        var first = await RunAsync(account, file);
        var second = await RunAsync(account, file);
        File.Delete(file);
        var third = await RunAsync(account, file);

        Assert.Equal((0, $"Imported {lines.Count - 2} rows."), (first.Code, first.Out));
        Assert.Equal(1, second.Code);
        Assert.StartsWith("Nothing was imported. The account is not empty.", second.Error, StringComparison.Ordinal);
        Assert.Equal((1, $"Nothing was imported. There is no file {file}."), (third.Code, third.Error));
        await using var to = await ArchiveAccount.OpenAsync(account);
        Assert.Equal(lines.Skip(1), (await to.ExportAsync()).Skip(1));
    }

    private static async Task<(int Code, string Out, string Error)> RunAsync(string account, string file)
    {
        using var process = Process.Start(new ProcessStartInfo(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "Zhiyu.LocalHost.dll"), "import", file])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["AzureWebJobsStorage"] = account },
        })!;
        var output = process.StandardOutput.ReadToEndAsync(Token);
        var error = process.StandardError.ReadToEndAsync(Token);
        await process.WaitForExitAsync(Token);
        return (process.ExitCode, (await output).Trim(), (await error).Trim());
    }
}
