using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Azure.Data.Tables;
using Zhiyu.Core.Storage;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Storage.Schema;

/// <summary>
/// Rows of every version that ever was, as that version wrote them. UPDATE_SNAPSHOTS=1 records what the newest one
/// lacks; what is recorded is never changed.
/// </summary>
public sealed class RecordedRowTests(AzuriteFixture azurite)
{
    private static readonly string Folder = Repository.PathOf("Zhiyu.Tests", "Storage", "Schema");

    public static TheoryData<string> Files =>
    [
        .. Directory.EnumerateFiles(Folder, "*.json", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Folder, file)).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_row_of_any_version_is_read_and_nothing_of_it_is_lost(string file)
    {
        var recorded = RecordedRow.Parse(File.ReadAllText(Path.Combine(Folder, file)));
        var entity = recorded.ToEntity();
        var version = entity.GetInt32("Schema") ?? 1;

        var read = Decode(recorded.Kind!, entity);
        var again = Decode(recorded.Kind!, RowCodec.Encode(read, recorded.Key));

        Assert.StartsWith($"v{version}{Path.DirectorySeparatorChar}", file, StringComparison.Ordinal);
        Assert.Equal(JsonOf(read).ToJsonString(), JsonOf(again).ToJsonString());
        if (recorded.Properties["Json"] is JsonObject json)
            AssertHolds(RowSchema.Current.Upgrade(recorded.Kind!, version, json.DeepClone().AsObject()), JsonOf(read));
    }

    // Those that the codec wrote no version on.
    [Theory]
    [MemberData(nameof(Files))]
    public void A_row_without_a_version_is_of_the_first(string file)
    {
        if (!file.StartsWith($"v1{Path.DirectorySeparatorChar}", StringComparison.Ordinal)) return;
        var recorded = RecordedRow.Parse(File.ReadAllText(Path.Combine(Folder, file)));
        var (with, without) = (recorded.ToEntity(), recorded.ToEntity());
        without.Remove("Schema");

        Assert.Equal(
            JsonOf(Decode(recorded.Kind!, with)).ToJsonString(),
            JsonOf(Decode(recorded.Kind!, without)).ToJsonString());
    }

    [Fact]
    public async Task Every_kind_of_row_is_recorded_in_the_newest_version()
    {
        var newest = Path.Combine(Folder, $"v{RowSchema.Current.Version}");
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1") await RecordAsync(newest);

        Assert.Superset(
            Kinds().Select(kind => $"{kind.Name}.json").ToHashSet(),
            Directory.EnumerateFiles(newest).Select(file => Path.GetFileName(file)!).ToHashSet());
    }

    private async Task RecordAsync(string folder)
    {
        var token = TestContext.Current.CancellationToken;
        var tables = new TableServiceClient(await LivedForum.CreateAsync(azurite, token));
        List<RecordedRow> rows = [];
        foreach (var table in Stores.Tables)
            await foreach (var entity in tables.GetTableClient(table)
                .QueryAsync<TableEntity>(cancellationToken: token))
                rows.Add(RecordedRow.Of(table, entity));
        Directory.CreateDirectory(folder);
        // Of each kind the one that has most to it.
        foreach (var kind in rows.Where(row => row.Kind is not null).GroupBy(row => row.Name))
        {
            var file = Path.Combine(folder, kind.Key);
            if (File.Exists(file)) continue;
            await File.WriteAllTextAsync(file, $"{kind.MaxBy(row => $"{row}".Length)}\n", token);
        }
    }

    // All that the program writes down, but for messages, which are worked off before the next version comes.
    private static IEnumerable<Type> Kinds() => typeof(RowJson).GetCustomAttributesData()
        .Where(attribute => attribute.AttributeType == typeof(JsonSerializableAttribute))
        .Select(attribute => (Type)attribute.ConstructorArguments[0].Value!)
        .Where(kind => !kind.Name.EndsWith("Message", StringComparison.Ordinal));

    private static object Decode(Type kind, TableEntity entity) => typeof(RowCodec)
        .GetMethod(nameof(RowCodec.Decode), [typeof(TableEntity)])!.MakeGenericMethod(kind)
        .Invoke(null, BindingFlags.DoNotWrapExceptions, binder: null, [entity], culture: null)!;

    private static JsonObject JsonOf(object row) =>
        JsonSerializer.SerializeToNode(row, row.GetType(), StoredJson.Options)!.AsObject();

    // There may be more to what is read: what has come to be since, with what it is by default.
    private static void AssertHolds(JsonNode? expected, JsonNode? actual)
    {
        switch (expected)
        {
            case JsonObject properties:
                foreach (var (name, value) in properties) AssertHolds(value, actual!.AsObject()[name]);
                break;
            case JsonArray items:
                Assert.Equal(items.Count, actual!.AsArray().Count);
                foreach (var (item, place) in items.Select((item, place) => (item, place)))
                    AssertHolds(item, actual.AsArray()[place]);
                break;
            default:
                Assert.Equal(expected?.ToJsonString(), actual?.ToJsonString());
                break;
        }
    }
}
