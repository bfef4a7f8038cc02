using System.Text.Json;
using System.Text.Json.Nodes;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Storage;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Storage.Schema;

[Trait("Set", "Quick")]
public sealed class RowSchemaTests
{
    private static readonly Run Run = Some.Run("0000000000000001", "ai");

    // As if the first version had called the agent "speaker", and the second one "author".
    private static readonly RowSchema Third = new(
        (kind, row) => Rename(kind, row, "speaker", "author"),
        (kind, row) => Rename(kind, row, "author", "agentId"));

    [Theory]
    [InlineData(1, "speaker")]
    [InlineData(2, "author")]
    [InlineData(3, "agentId")]
    public void A_row_goes_through_the_steps_that_its_version_lacks(int version, string name)
    {
        var json = JsonSerializer.Serialize(Run, StoredJson.Options)
            .Replace("\"agentId\"", $"\"{name}\"", StringComparison.Ordinal);

        Assert.Equal(3, Third.Version);
        Assert.Equivalent(Run, Third.Read<Run>(version, json), strict: true);
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(json));
        Assert.Equivalent(Run, Third.Read<Run>(version, stream), strict: true);
    }

    [Fact]
    public void A_step_leaves_other_kinds_as_they_are()
    {
        var comment = Some.Comment("0000000000000001", 1);

        Assert.Equivalent(
            comment, Third.Read<Comment>(1, JsonSerializer.Serialize(comment, StoredJson.Options)), strict: true);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public void A_version_that_is_not_known_is_refused(int version) => Assert.Contains(
        $"schema version {version}, and this program knows 1 to 3",
        Assert.Throws<InvalidDataException>(() => Third.Read<Run>(version, "{}")).Message,
        StringComparison.Ordinal);

    /// <summary>Short, compressed, and in an overflow blob.</summary>
    [Theory]
    [InlineData(10)]
    [InlineData(100_000)]
    [InlineData(2_000_000)]
    public void A_row_is_upgraded_however_it_is_kept_and_written_in_the_newest_version(int length)
    {
        var random = Some.Random();
        var text = string.Concat(Enumerable.Range(0, length).Select(_ => (char)random.Next(0x4e00, 0x9fa5)));
        var post = Some.Post("0000000000000001") with { Title = "题", Body = text };
        var second = new RowSchema((kind, row) =>
        {
            if (kind == typeof(Post)) row["title"] = $"{row["title"]}二";
        });

        var (entity, overflow) = RowCodec.EncodeWithOverflow(post, ThreadStore.KeyOf(post));
        var read = overflow is null
            ? RowCodec.Decode<Post>(entity, second)
            : RowCodec.DecodeOverflow<Post>(entity, overflow.Content, second);

        Assert.Equivalent(post with { Title = "题二" }, read, strict: true);
        Assert.Equal("题二", $"{RowCodec.DecodeJson(entity, typeof(Post), overflow?.Content, second)["title"]}");
        var written = RowCodec.EncodeWithOverflow(read, ThreadStore.KeyOf(read), second).Entity;
        Assert.Equal((1, 2), (entity["Schema"], written["Schema"]));
    }

    [Fact]
    public void A_row_of_a_version_to_come_is_refused_by_its_name_with_what_to_do()
    {
        var entity = RowCodec.Encode(Run, ThreadStore.KeyOf(Run));
        Assert.Equal(RowSchema.Current.Version, entity["Schema"]);
        entity["Schema"] = RowSchema.Current.Version + 1;

        var fault = Assert.Throws<InvalidDataException>(() => RowCodec.Decode<Run>(entity));

        Assert.Contains($"Row {entity.PartitionKey}/{entity.RowKey}", fault.Message, StringComparison.Ordinal);
        Assert.Contains("Deploy that one", fault.Message, StringComparison.Ordinal);
    }

    private static void Rename(Type kind, JsonObject row, string before, string after)
    {
        if (kind != typeof(Run) || !row.Remove(before, out var value)) return;
        row[after] = value;
    }
}
