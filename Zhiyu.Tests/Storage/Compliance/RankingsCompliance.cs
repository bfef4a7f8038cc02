using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Core.Forum.Ranking;
using Zhiyu.Core.Storage;
using Zhiyu.Core.Storage.Memory;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Storage.Compliance;

public abstract class RankingsCompliance(Action<IServiceCollection> addStorage) : StorageCompliance(addStorage)
{
    private Rankings Rankings => Get<Rankings>();

    [Fact]
    public async Task A_ranking_comes_back_as_it_was_written_last_and_no_other_is_touched()
    {
        Assert.Null(await Rankings.FindAsync(communityId: null, Token));
        var ranking = new PostRanking
        {
            Posts = [.. Enumerable.Range(0, 2 * PostRanking.Kept).Select(number =>
                new RankedPost($"post-{number}", "philosophy", Some.Time.AddSeconds(number), 0.25 * number, number)
                {
                    Attention = number % 2 == 0 ? null : new HotScore(number / 3.0, Some.Time.AddMinutes(number)),
                })],
            Watched = "0639000000000000000",
            Turns = new Dictionary<string, RankingRefresh>
            {
                ["philosophy"] = new(Some.Time, Calm: 3) { Active = ["post-1", "post-2"] },
            },
        };

        await Rankings.PutAsync(communityId: null, PostRanking.Empty, Token);
        await Rankings.PutAsync(communityId: null, ranking, Token);
        await Rankings.PutAsync("philosophy", PostRanking.Empty, Token);

        Assert.Equivalent(ranking, await Rankings.FindAsync(communityId: null, Token), strict: true);
        Assert.Empty((await Rankings.FindAsync("philosophy", Token))!.Posts);
        Assert.Null(await Rankings.FindAsync("science", Token));
    }
}

public sealed class TableRankingsTests(AzuriteFixture azurite)
    : RankingsCompliance(services => services.AddStorage(azurite.NewAccount()));

public sealed class MemoryRankingsTests() : RankingsCompliance(services => services.AddMemoryStorage());
