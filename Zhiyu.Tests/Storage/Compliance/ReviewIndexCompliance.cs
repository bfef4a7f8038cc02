using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Storage;
using Zhiyu.Core.Storage.Memory;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Storage.Compliance;

public abstract class ReviewIndexCompliance(Action<IServiceCollection> addStorage) : StorageCompliance(addStorage)
{
    private ReviewIndex Waiting => Get<ReviewIndex>();

    [Fact]
    public async Task What_has_waited_longest_comes_first_page_by_page()
    {
        foreach (var minute in (int[])[2, 3, 1]) await Waiting.AddAsync(Entry(minute), Token);

        var first = await Waiting.OldestAsync(after: null, take: 2, Token);

        Assert.Equal([Entry(1), Entry(2)], first);
        Assert.Equal([Entry(3)], await Waiting.OldestAsync(first[^1].Cursor, take: 1_000, Token));
        Assert.Empty(await Waiting.OldestAsync(Entry(3).Cursor, take: 10, Token));
    }

    [Fact]
    public async Task Adding_and_removing_again_changes_nothing()
    {
        await Waiting.AddAsync(Entry(1), Token);
        await Waiting.AddAsync(Entry(1), Token);
        Assert.Single(await Waiting.OldestAsync(after: null, take: 10, Token));

        await Waiting.RemoveAsync(Entry(2), Token);
        await Waiting.RemoveAsync(Entry(1), Token);
        await Waiting.RemoveAsync(Entry(1), Token);
        Assert.Empty(await Waiting.OldestAsync(after: null, take: 10, Token));
    }

    private static ReviewEntry Entry(int minute) =>
        new(Ids.Comment(Ids.NewThread(Some.Time, Some.Random()), minute), Some.Time.AddMinutes(minute));
}

public sealed class TableReviewIndexTests(AzuriteFixture azurite)
    : ReviewIndexCompliance(services => services.AddStorage(azurite.NewAccount()));

public sealed class MemoryReviewIndexTests() : ReviewIndexCompliance(services => services.AddMemoryStorage());
