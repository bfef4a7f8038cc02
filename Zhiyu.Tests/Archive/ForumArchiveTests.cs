using Zhiyu.Core.Agents;
using Zhiyu.Core.Archive;
using Zhiyu.Core.Forum.Feeds;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Storage;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Archive;

/// <summary>A forum in which everything has happened goes out and comes in again.</summary>
public sealed class ForumArchiveTests(AzuriteFixture azurite)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_empty_account_becomes_the_same_forum()
    {
        await using var from = await LivedAsync();
        await using var to = await ArchiveAccount.OpenAsync(azurite.NewAccount());
        var lines = await from.ExportAsync();

        var imported = await to.ImportAsync(lines);

        Assert.Equal(lines.Count - 2, Assert.IsType<ImportOutcome.Imported>(imported).Rows);
        var again = await to.ExportAsync();
        Assert.Equal(lines.Skip(1), again.Skip(1));
        foreach (var kind in (string[])
            ["Community", "Agent", "AgentConfiguration", "Post", "Comment", "Vote", "Report", "ForumEvent",
                "AllocationRecord", "Run", "GovernanceAction", "FeedEntry", "Ledger", "FollowList"])
            Assert.Contains(lines, line => line.Contains($"\"kind\":\"{kind}\"", StringComparison.Ordinal));
        Assert.Equivalent(
            await from.Get<AgentStore>().ListAsync(Token), await to.Get<AgentStore>().ListAsync(Token), strict: true);
        var post = (await from.Get<FeedIndex>().NewestAsync(null, null, 10, Token))[^1].PostId;
        Assert.Equivalent(
            (await from.Get<ThreadStore>().FindAsync<Post>(post, Token))!.Row,
            (await to.Get<ThreadStore>().FindAsync<Post>(post, Token))!.Row, strict: true);
    }

    [Fact]
    public async Task Rows_of_an_older_version_go_out_and_come_in_as_the_newest()
    {
        var second = new RowSchema((kind, row) =>
        {
            if (kind == typeof(Post)) row["title"] = $"{row["title"]} (2)";
        });
        var account = azurite.NewAccount();
        await using var lived = await LivedAsync();
        await using var first = await ArchiveAccount.OpenAsync(account);
        var lines = await lived.ExportAsync();
        await first.ImportAsync(lines);

        await using var upgraded = await ArchiveAccount.OpenAsync(account, schema: second);
        var gone = await upgraded.ExportAsync();
        await using var other = await ArchiveAccount.OpenAsync(azurite.NewAccount(), schema: second);
        await other.ImportAsync(lines);
        var come = await other.ExportAsync();

        Assert.Equal(gone.Skip(1), come.Skip(1));
        Assert.Contains("\"schema\":2", gone[0], StringComparison.Ordinal);
        Assert.All(
            gone.Where(line => line.Contains("\"key\":\"post\",\"kind\":\"Post\"", StringComparison.Ordinal)),
            line => Assert.Contains(" (2)\"", line, StringComparison.Ordinal));
        // What the program before cannot understand it doesn't touch.
        await using var older = await ArchiveAccount.OpenAsync(azurite.NewAccount());
        Assert.IsType<ImportOutcome.NothingImported>(await older.ImportAsync(gone));
    }

    [Fact]
    public async Task An_account_that_is_not_empty_is_left_as_it_is()
    {
        await using var from = await LivedAsync();
        var lines = await from.ExportAsync();

        Assert.Contains(
            "not empty", Assert.IsType<ImportOutcome.NothingImported>(await from.ImportAsync(lines)).Reason,
            StringComparison.Ordinal);

        Assert.Equal(lines.Skip(1), (await from.ExportAsync()).Skip(1));
    }

    /// <summary>What is done to the lines, and what the refusal says of it.</summary>
    public static TheoryData<string, string> Faults => new()
    {
        { "cut", "Line 2: It ends here" },
        { "cut in a line", "Line 3: " },
        { "no head", "Line 1: It is no archive" },
        { "nothing", "Line 0: It ends here" },
        { "a row less", "Line 3: It is neither a row nor the end" },
        { "of a version to come", "Line 1: It is in schema version 99" },
        { "a row of no kind", "Line 2: There is no such row as threads 0000000000000001 nonsense" },
        { "a row of another kind", "Line 2: Row threads 0000000000000001 post: " },
        { "a table of others", "Line 2: There is no such row as nonces" },
        { "more after the end", "Line 4: Something follows the end" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task What_is_no_whole_archive_is_refused_before_anything_is_written(string what, string reason)
    {
        const string Head = """{"archive":{"schema":1,"at":"2026-03-01T08:00:00+00:00"}}""";
        var claim = $$"""{"row":{"table":"writes","partition":"{{Ids.Hash("r")}}","key":"write","value":"""
            + """{"runId":"r","kind":"Post","actorId":"ai","""
            + """ "threadId":"0000000000000001","at":"2026-03-01T08:00:00+00:00"}}}""";
        string Row(string table, string key, string value) =>
            $$$"""{"row":{"table":"{{{table}}}","partition":"0000000000000001","key":"{{{key}}}","value":"""
            + value + "}}";
        const string End = """{"end":{"rows":1}}""";
        await using var account = await ArchiveAccount.OpenAsync(azurite.NewAccount());

        var outcome = await account.ImportAsync(what switch
        {
            "cut" => [Head, claim],
            "cut in a line" => [Head, claim, End[..^4]],
            "no head" => [claim, End],
            "a row less" => [Head, claim, """{"end":{"rows":2}}"""],
            "of a version to come" => [Head.Replace("1,", "99,", StringComparison.Ordinal), claim, End],
            "a row of no kind" => [Head, Row("threads", "nonsense", "{}"), End],
            "a row of another kind" => [Head, Row("threads", "post", """{"id":"x"}"""), End],
            "a table of others" => [Head, Row("nonces", "nonce", "{}"), End],
            "more after the end" => [Head, claim, End, claim],
            _ => [],
        });

        Assert.StartsWith(
            reason, Assert.IsType<ImportOutcome.NothingImported>(outcome).Reason, StringComparison.Ordinal);
        Assert.Equal(2, (await account.ExportAsync()).Count);
        Assert.IsType<ImportOutcome.Imported>(await account.ImportAsync([Head, claim, End]));
    }

    [Theory]
    [InlineData(Death.Before)]
    [InlineData(Death.After)]
    internal async Task An_import_that_died_anywhere_is_done_again_with_the_same_archive_and_no_other(Death death)
    {
        await using var from = await LivedAsync();
        var lines = await from.ExportAsync();
        // Of the same moment, without its last row.
        var other = lines.SkipLast(2).Append($$$"""{"end":{"rows":{{{lines.Count - 3}}}}}""").ToList();
        var whole = new MortalPolicy();
        await using (var to = await ArchiveAccount.OpenAsync(azurite.NewAccount(), whole)) await to.ImportAsync(lines);
        // Each of the first, which begin it, some of those that write, and the last, which ends it.
        await Deaths.AtEachAsync(
            Enumerable.Range(1, whole.Operations).Where(k => k <= 15 || k % 9 == 0 || k == whole.Operations),
            k => CaseAsync(k, death, lines, other),
            Token);
    }

    private async Task CaseAsync(
        int diesAt, Death death, IReadOnlyList<string> lines, IReadOnlyList<string> other)
    {
        var account = azurite.NewAccount();
        await using (var dying = await ArchiveAccount.OpenAsync(account, new MortalPolicy(diesAt, death)))
            await Assert.ThrowsAnyAsync<Exception>(() => dying.ImportAsync(lines));

        await using var to = await ArchiveAccount.OpenAsync(account);
        var isBegun = (await to.ExportAsync()).Count > 2;
        if (isBegun) Assert.IsType<ImportOutcome.NothingImported>(await to.ImportAsync(other));
        // Once it has ended it is not to be done again.
        var outcome = await to.ImportAsync(lines);
        Assert.True(outcome is ImportOutcome.Imported || isBegun, $"{outcome}");
        Assert.Equal(lines.Skip(1), (await to.ExportAsync()).Skip(1));
    }

    private async Task<ArchiveAccount> LivedAsync()
    {
        var account = await ArchiveAccount.OpenAsync(await LivedForum.CreateAsync(azurite, Token));
        var random = Some.Random();
        var noise = string.Create(600_000, random, (span, source) =>
        {
            for (var i = 0; i < span.Length; i++) span[i] = (char)source.Next(0x3400, 0xD800);
        });
        var run = Some.Run("0000000000000001", "ai").End(RunStatus.Failed, noise, Some.Time);
        await account.Get<ThreadStore>().CommitAsync(new ThreadTransaction(run.ThreadId).Add(run), Token);
        return account;
    }
}
