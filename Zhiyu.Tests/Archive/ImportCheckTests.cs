using System.Text;
using System.Text.Json.Nodes;
using Zhiyu.Core.Archive;
using Zhiyu.Tests.Storage.Schema;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Archive;

/// <summary>An archive that somebody wrote or changed: what it says is looked at before anything is written.</summary>
public sealed class ImportCheckTests(AzuriteFixture azurite)
{
    private const string Head = """{"archive":{"schema":1,"at":"2026-03-01T08:00:00+00:00"}}""";

    private static readonly string[] NotArchived =
        [
            "ForumFigures", "Heartbeat", "Highlights", "LoopTurn", "ModelHealth", "PostRanking",
            "QualityFindings", "QualityProgress", "QualityRow", "StreamRow", "StyleRow", "Webhook", "WebhookDelivery",
        ];

    /// <summary>What is done to a row of each kind, and what the refusal says of it.</summary>
    public static TheoryData<string, string, string, string> Rows => new()
    {
        // What no key may have, and what is longer than a key may be.
        { "IdempotencyRecord", "partition", "\"a/b\"", "has '/'" },
        { "IdempotencyRecord", "partition", "\"a\\\\b\"", "has '\\'" },
        { "IdempotencyRecord", "partition", "\"a#b\"", "has '#'" },
        { "IdempotencyRecord", "partition", "\"a?b\"", "has '?'" },
        { "IdempotencyRecord", "partition", "\"a\\u0007b\"", "has U+0007" },
        { "IdempotencyRecord", "key", "\"write\\u0085\"", "has U+0085" },
        { "FeedEntry", "partition", "\"community:LONG\"", "longer than 512 characters" },
        { "Agent", "key", "\"agent:LONG\"", "longer than 512 characters" },
        { "IdempotencyRecord", "partition", "null", "" },
        { "IdempotencyRecord", "key", "\"\"", "" },

        // What is in another place than its own.
        { "Comment", "key", "\"comment:00000004\"", "is not where it belongs" },
        { "Post", "partition", "\"06eagtag00fg55kc\"", "is not where it belongs" },
        { "IdempotencyRecord", "partition", "\"2hrkvtc28wnn02ze\"", "is not where it belongs" },
        { "FeedEntry", "partition", "\"community:science\"", "is not where it belongs" },
        { "Agent", "key", "\"agent:other\"", "is not where it belongs" },
        { "AgentConfiguration", "key", "\"version:ai:00000099\"", "is not where it belongs" },
        { "Comment", "kind", "\"Post\"", "no Post but a Comment" },

        // Values that no version of the program writes.
        { "Comment", "value.visibility", "99", "visibility" },
        { "Comment", "value.visibility", "\"99\"", "visibility" },
        { "Comment", "value.visibility", "\"Secret\"", "visibility" },
        { "Comment", "value.state", "-1", "state" },
        { "Comment", "value.moderation.verdict", "7", "moderation.verdict" },
        { "Post", "value.moderation.risk", "7", "moderation.risk" },
        { "Vote", "value.direction", "5", "direction" },
        { "Agent", "value.status", "9", "status" },
        { "Run", "value.status", "42", "status" },
        { "ForumEvent", "value.type", "42", "type" },
        { "GovernanceAction", "value.after.state", "9", "after.state" },
        { "AuditEntry", "value.targetType", "9", "targetType" },
        { "AllocationRecord", "value.admission", "99", "admission" },
        { "Poison", "value.kind", "9", "kind" },

        // What is missing.
        { "Comment", "value.body", "null", "body" },
        { "Comment", "value.authorId", "null", "authorId" },
        { "Post", "value.tags", "null", "tags" },
        { "Post", "value.tags", "[null]", "tags" },
        { "Agent", "value.configurations", "[]", "configurations" },
        { "FeedEntry", "value.communityId", "null", "communityId" },
        { "Comment", "value", "null", "" },

        // Ids that are none.
        { "Comment", "value.id", "\"x\"", "id" },
        { "Comment", "value.id", "\"06eagtag0074eby4-0\"", "id" },
        { "Comment", "value.parentId", "\"x\"", "parentId" },
        { "Comment", "value.eventId", "\"x\"", "eventId" },
        { "Post", "value.communityId", "\"No Slug\"", "communityId" },
        { "Post", "value.lastSequence", "-5", "lastSequence" },
        { "Vote", "value.targetId", "\"x\"", "targetId" },
        { "Report", "value.targetId", "\"x\"", "targetId" },
        { "ForumEvent", "value.subjectId", "\"x\"", "subjectId" },
        { "Run", "value.eventId", "\"x\"", "eventId" },
        { "Run", "value.targetId", "\"x\"", "targetId" },
        { "Run", "value.contentId", "\"x\"", "contentId" },
        { "FeedEntry", "value.postId", "\"x\"", "postId" },
        { "AuthoredContent", "value.contentId", "\"x\"", "contentId" },
        { "FollowList", "value.follows", "[{\"kind\":\"Agent\",\"id\":\"A\",\"at\":\"2026-03-01T08:00:00Z\"}]", "follows" },
        { "FollowList", "partition", "\"x\"", "not where it belongs" },
        { "ReviewEntry", "value.contentId", "\"x\"", "contentId" },
        { "AuditEntry", "value.actionId", "\"x\"", "actionId" },
        { "AgentRun", "value.runId", "\"x\"", "runId" },
        { "IdempotencyRecord", "value.threadId", "\"x\"", "threadId" },
        { "PostSchedule", "value.runId", "\"x\"", "runId" },
        { "Agent", "value.id", "\"a/b\"", "id" },
        { "Community", "value.id", "\"A\"", "id" },
        { "Ledger", "value.id.value", "\"nobody\"", "id" },
        { "Poison", "value.id", "\"x\"", "id" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_row_that_the_program_would_not_write_is_refused_with_its_line(
        string kind, string place, string value, string reason)
    {
        var row = RowOf(kind);
        Set(row, place.Split('.'), value.Replace("LONG", new string('a', 3_000), StringComparison.Ordinal));

        await AssertRefusedAsync([Head, RowOf("SwitchPosition").Line(), row.Line(), End(2)], "Line 3: ", reason);
    }

    [Fact]
    public async Task A_row_that_is_there_twice_is_refused_wherever_it_is()
    {
        string[] rows = [RowOf("Comment").Line(), RowOf("Post").Line(), RowOf("Agent").Line()];

        await AssertRefusedAsync([Head, rows[0], rows[0], End(2)], "Line 3: ", "twice");
        await AssertRefusedAsync([Head, .. rows, rows[0], End(4)], "Line 5: ", "twice");
        // A mark is a row like others, and what it holds does not make it another.
        var other = RowOf("Comment");
        Set(other, ["value", "body"], "\"anders\"");
        await AssertRefusedAsync([Head, .. rows, other.Line(), End(4)], "Line 5: ", "twice");
    }

    [Fact]
    public async Task A_mark_that_the_program_does_not_make_is_refused()
    {
        const string Mark = """{"row":{"table":"directory","partition":"directory","key":"nonsense"}}""";

        await AssertRefusedAsync([Head, Mark, End(1)], "Line 2: ", "There is no such row");
        await AssertImportedAsync([Head, Mark.Replace("nonsense", "roster", StringComparison.Ordinal), End(1)], 1);
    }

    [Fact]
    public async Task A_line_holds_one_thing()
    {
        var row = RowOf("Comment").Line();
        var inner = row[1..^1];

        await AssertRefusedAsync([Head[..^1] + "," + inner + "}", row, End(1)], "Line 1: ", "one thing");
        await AssertRefusedAsync([Head, row, End(1)[..^1] + "," + inner + "}"], "Line 3: ", "one thing");
        await AssertRefusedAsync([Head, "{}", End(0)], "Line 2: ", "one thing");
        await AssertRefusedAsync([Head, "null", End(0)], "Line 2: ", "");
        await AssertRefusedAsync([Head, "[", End(0)], "Line 2: ", "");
        await AssertRefusedAsync([Head, row.Replace("\"body\":", "\"body\":\"a\",\"body\":", StringComparison.Ordinal),
            End(1)], "Line 2: ", "");
        await AssertRefusedAsync([Head, """{"row":{"table":"threads"}}""", End(1)], "Line 2: ", "");
        await AssertRefusedAsync(["""{"archive":{"schema":1}}""", End(0)], "Line 1: ", "");
    }

    [Fact]
    public async Task What_is_no_text_or_has_no_end_of_a_line_is_refused()
    {
        await using var account = await ArchiveAccount.OpenAsync(azurite.NewAccount());

        var torn = await account.ImportAsync([.. Encoding.UTF8.GetBytes($"{Head}\n"), 0xC3, 0x28]);
        var endless = await account.ImportAsync(Encoding.UTF8.GetBytes($"{Head}\n{new string(' ', 70_000_000)}"));

        Assert.StartsWith(
            "Line 2: ", Assert.IsType<ImportOutcome.NothingImported>(torn).Reason, StringComparison.Ordinal);
        Assert.StartsWith(
            "Line 2: ", Assert.IsType<ImportOutcome.NothingImported>(endless).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_program_wrote_in_any_version_is_let_in()
    {
        var rows = RecordedRowTests.Files.Select(file => (string)file.Data)
            .Where(file => !file.Contains(".long", StringComparison.Ordinal))
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Except(NotArchived)
            .Select(kind => RowOf(kind).Line())
            .ToList();

        await AssertImportedAsync([Head, .. rows, End(rows.Count)], rows.Count);
    }

    [Fact]
    public async Task Another_archive_with_the_same_head_does_not_go_on_where_one_began()
    {
        var name = azurite.NewAccount();
        var rows = ((string[])["Community", "Agent", "ForumEvent", "Comment"]).Select(kind => RowOf(kind).Line());
        string[] lines = [Head, .. rows, End(4)];
        string[] other = [Head, .. lines[1..4], End(3)];
        await using (var dying = await ArchiveAccount.OpenAsync(name, new MortalPolicy(15, Death.Before)))
            await Assert.ThrowsAnyAsync<Exception>(() => dying.ImportAsync(lines));
        await using var account = await ArchiveAccount.OpenAsync(name);

        var refused = Assert.IsType<ImportOutcome.NothingImported>(await account.ImportAsync(other));
        var imported = Assert.IsType<ImportOutcome.Imported>(await account.ImportAsync(lines));

        Assert.Contains("another archive", refused.Reason, StringComparison.Ordinal);
        Assert.Equal(4, imported.Rows);
        Assert.Equal(lines[1..].Order(), (await account.ExportAsync()).Skip(1).Order());
    }

    [Fact]
    public async Task A_file_that_changes_while_it_is_imported_is_not_taken_for_the_one_that_was_checked()
    {
        await using var account = await ArchiveAccount.OpenAsync(azurite.NewAccount());
        var files = new Queue<string>(
        [
            string.Join('\n', Head, RowOf("Agent").Line(), End(1)),
            string.Join('\n', Head, RowOf("Community").Line(), End(1)),
        ]);

        await Assert.ThrowsAsync<InvalidDataException>(() => account.Get<ForumImport>().RunAsync(
            () => new MemoryStream(Encoding.UTF8.GetBytes(files.Dequeue())), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(100)]
    internal void A_repeated_row_is_found_in_whatever_part_it_falls(int most)
    {
        var rows = Enumerable.Range(0, 40)
            .Select(number => new ArchivedRow("t", $"p{number % 3}", $"{number}"))
            .ToList();

        Assert.Equal(0, RepeatedIn(rows));
        Assert.All(rows, row => Assert.Equal(1, RepeatedIn([.. rows, row])));

        int RepeatedIn(IReadOnlyList<ArchivedRow> all)
        {
            var repeated = 0;
            for (var part = new RowSelection(all.Count, most); part.HasMore; part.Next())
                repeated += all.Count(row => !part.TryAdd(row));
            return repeated;
        }
    }

    private async Task AssertRefusedAsync(IReadOnlyList<string> lines, string line, string reason)
    {
        await using var account = await ArchiveAccount.OpenAsync(azurite.NewAccount());

        var refused = Assert.IsType<ImportOutcome.NothingImported>(await account.ImportAsync(lines));

        Assert.StartsWith(line, refused.Reason, StringComparison.Ordinal);
        Assert.Contains(reason, refused.Reason, StringComparison.Ordinal);
        // To be read in a terminal.
        Assert.InRange(refused.Reason.Length, 1, 1_000);
        Assert.DoesNotContain(refused.Reason, char.IsControl);
        Assert.Equal(2, (await account.ExportAsync()).Count);
    }

    private async Task AssertImportedAsync(IReadOnlyList<string> lines, int rows)
    {
        await using var account = await ArchiveAccount.OpenAsync(azurite.NewAccount());

        var outcome = await account.ImportAsync(lines);

        Assert.Equal(new ImportOutcome.Imported(rows), outcome);
    }

    private static string End(int rows) => $$$"""{"end":{"rows":{{{rows}}}}}""";

    /// <summary>A row of the kind as the first version wrote it.</summary>
    private static JsonObject RowOf(string kind)
    {
        var recorded = RecordedRow.Parse(
            Repository.ReadText("Zhiyu.Tests", "Storage", "Schema", "v1", $"{kind}.json"));
        return new JsonObject
        {
            ["row"] = new JsonObject
            {
                ["table"] = recorded.Table,
                ["partition"] = recorded.Key.Partition,
                ["key"] = recorded.Key.Row,
                ["kind"] = kind,
                ["value"] = recorded.Properties["Json"]!.DeepClone(),
            },
        };
    }

    private static void Set(JsonObject line, IReadOnlyList<string> place, string value)
    {
        var at = line["row"]!.AsObject();
        foreach (var name in place.SkipLast(1)) at = at[name]!.AsObject();
        at[place[^1]] = JsonNode.Parse(value);
    }
}

internal static class ArchiveLineText
{
    public static string Line(this JsonObject line) => line.ToJsonString(ArchiveLines.Options);
}
