using Zhiyu.Tests.Cascade;
using Zhiyu.Tests.Storage;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Runtime;

public sealed class KilledAppTests(AzuriteFixture azurite)
{
    private static readonly Dictionary<string, string> Settings = new()
    {
        ["ZHIYU_ENVIRONMENT"] = "Development",
        ["RUNTIME_ENABLED"] = "true",
        ["LLM_PROVIDER"] = "simulated",
        ["LLM_SIMULATED_MIN_MS"] = "300",
        ["LLM_SIMULATED_MAX_MS"] = "900",
        // No window keeps an event for later, so that nothing waits in the end.
        ["ALLOCATION_THREAD_HALF_HOUR_QUOTA"] = "100",
        ["ALLOCATION_THREAD_DAY_QUOTA"] = "100",
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_app_killed_in_the_middle_goes_on_where_it_was()
    {
        var account = azurite.NewAccount();
        await using var storage = await StorageHarness.StartAsync(account, Token);

        // The seed brings 14 comments; what is beyond them was written by agents.
        await using (var first = await TestedApp.StartAsync(account, Settings))
        {
            await Eventually.TrueAsync(async () => await storage.CommentsAsync() > 14, TimeSpan.FromMinutes(1));
            await first.Process.KillAsync();
        }

        var left = await storage.CommentsAsync();
        Assert.NotEqual(0, await storage.WaitingAsync());
        await using var second = await TestedApp.StartAsync(account, Settings);
        // What the dead one had in its hands comes back a minute after it was taken.
        await Eventually.TrueAsync(async () => await storage.WaitingAsync() == 0, TimeSpan.FromMinutes(3));

        var posts = await storage.PostsAsync();
        Assert.Equal(7, posts.Count);
        Assert.True(await storage.CommentsAsync() > left, "Nothing went on.");
        foreach (var post in posts) (await CascadeAudit.ReadAsync(account, post.Id, Token)).AssertExactlyOnce();
    }
}
