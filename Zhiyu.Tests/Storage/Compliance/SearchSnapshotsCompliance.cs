using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Core.Search.Indexing;
using Zhiyu.Core.Storage;
using Zhiyu.Core.Storage.Memory;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Storage.Compliance;

public abstract class SearchSnapshotsCompliance(Action<IServiceCollection> addStorage) : StorageCompliance(addStorage)
{
    private ISearchSnapshots Snapshots => Get<ISearchSnapshots>();

    [Fact]
    public async Task There_is_none_before_the_first_and_then_the_newest()
    {
        Assert.Null(await Snapshots.FindAsync("index", Token));

        var first = await WriteAsync("position-1", [1], replaced: null);
        Assert.Equal(first, await Snapshots.FindAsync("index", Token));
        var second = await WriteAsync("position-2", [2, 3], first);

        Assert.Equal(second, await Snapshots.FindAsync("index", Token));
        Assert.Equal(("position-2", "checksum"), (second!.Position, second.Checksum));
        Assert.Equal("2 3", string.Join(" ", (await ReadAsync(second))!));
        Assert.Null(await Snapshots.FindAsync("other", Token));
    }

    [Fact]
    public async Task A_snapshot_that_was_replaced_is_neither_read_nor_replaced_again()
    {
        var first = await WriteAsync("position-1", [1], replaced: null);
        var second = await WriteAsync("position-2", [2], first);

        Assert.Null(await ReadAsync(first!));
        Assert.Null(await WriteAsync("position-3", [3], first));
        Assert.Null(await WriteAsync("position-3", [3], replaced: null));
        Assert.Equal(second, await Snapshots.FindAsync("index", Token));
    }

    [Fact]
    public async Task Of_many_who_write_the_first_one_is_one()
    {
        var written = await AtOnceAsync(number => WriteAsync($"position-{number}", [(byte)number], replaced: null));

        Assert.Equal(Assert.Single(written.OfType<SnapshotInfo>()), await Snapshots.FindAsync("index", Token));
    }

    private Task<SnapshotInfo?> WriteAsync(string position, byte[] content, SnapshotInfo? replaced) =>
        Snapshots.WriteAsync("index", position, "checksum", new MemoryStream(content), replaced, Token);

    private async Task<byte[]?> ReadAsync(SnapshotInfo snapshot)
    {
        using var target = new MemoryStream();
        return await Snapshots.ReadAsync(snapshot, target, Token) ? target.ToArray() : null;
    }
}

public sealed class BlobSearchSnapshotsTests(AzuriteFixture azurite)
    : SearchSnapshotsCompliance(services => services.AddStorage(azurite.NewAccount()));

public sealed class MemorySearchSnapshotsTests() : SearchSnapshotsCompliance(services => services.AddMemoryStorage());
