using System.Diagnostics;
using NSubstitute;
using Zhiyu.Core.Archive;
using Zhiyu.Core.Threads;
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

    [Fact]
    public async Task A_file_that_says_what_no_program_wrote_leaves_nothing_behind_and_no_stack()
    {
        var (account, file) = (azurite.NewAccount(), Path.GetTempFileName());
        await File.WriteAllLinesAsync(
            file,
            [
                """{"archive":{"schema":1,"at":"2026-03-01T08:00:00+00:00"}}""",
                """{"row":{"table":"directory","partition":"directory","key":"roster"}}""",
                $$$$"""{"row":{"table":"writes","partition":"{{{{new string('a', 3_000)}}}}","key":"write","value":{}}}""",
                """{"end":{"rows":2}}""",
            ],
            Token);

        var (code, output, error) = await RunAsync(account, file);

        Assert.Equal((1, ""), (code, output));
        Assert.StartsWith("Nothing was imported. Line 3: A key of writes aaaa", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        await using var to = await ArchiveAccount.OpenAsync(account);
        Assert.Equal(2, (await to.ExportAsync()).Count);
    }

    [Fact]
    public async Task An_import_that_breaks_on_the_way_ends_the_process_with_a_code()
    {
        var archive = Substitute.For<IForumArchive>();
        archive.Schema.Returns(1);
        archive.FaultOf(default!, default).ReturnsForAnyArgs((string?)null);
        archive.TryBeginAsync(default!, Token).ReturnsForAnyArgs(ImportStart.Begun);
        archive.WriteAsync(default!, default, Token).ReturnsForAnyArgs(Task.FromException(new IOException("Gone.")));
        var file = Path.GetTempFileName();
        await File.WriteAllLinesAsync(
            file,
            [
                """{"archive":{"schema":1,"at":"2026-03-01T08:00:00+00:00"}}""",
                """{"row":{"table":"directory","partition":"directory","key":"roster"}}""",
                """{"end":{"rows":1}}""",
            ],
            Token);

        var import = new ImportCommand(new ForumImport(archive), Substitute.For<IStorageSetup>());

        Assert.Equal(1, await import.RunAsync(file, Token));
        await archive.ReceivedWithAnyArgs(1).WriteAsync(default!, default, Token);
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
