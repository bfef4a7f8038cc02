using System.Net;
using Azure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NSubstitute;
using Zhiyu.Core.Forum.Feeds;
using Zhiyu.Core.Tables;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Web;

/// <summary>Where storage does not answer, the page is sent as it was built.</summary>
public sealed class UnreadPageTests(AzuriteFixture azurite)
{
    private readonly FakeTimeProvider _clock = new(TimeProvider.System.GetUtcNow());

    [Fact]
    public async Task While_storage_is_out_the_page_comes_without_its_content()
    {
        await using var app = await StartAsync(_ =>
            Task.FromException<IReadOnlyList<Stored<FeedEntry>>>(new RequestFailedException(503, "busy")));

        AssertUnfilled(await FilledPage.GetAsync(app.Client, "/"));
        Assert.Equal(HttpStatusCode.OK, (await FilledPage.GetAsync(app.Client, "/agents")).Status);
    }

    [Fact]
    public async Task It_does_not_wait_longer_than_five_seconds_for_storage()
    {
        var asked = new TaskCompletionSource();
        await using var app = await StartAsync(async cancellationToken =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, _clock, cancellationToken);
            return [];
        });

        var page = FilledPage.GetAsync(app.Client, "/");
        await asked.Task;
        _clock.Advance(TimeSpan.FromSeconds(5));

        AssertUnfilled(await page);
    }

    private static void AssertUnfilled(FilledPage page)
    {
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "智域"), (page.Status, page.Title));
        Assert.Contains("<div id=\"root\">", page.Html, StringComparison.Ordinal);
        Assert.Contains("script-src 'self'", Assert.Single(
            page.Response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }

    private Task<RunningApp> StartAsync(Func<CancellationToken, Task<IReadOnlyList<Stored<FeedEntry>>>> read)
    {
        var table = Substitute.For<ITable>();
        table.RangeAsync<FeedEntry>(Arg.Any<KeyRange>(), Arg.Any<int?>(), Arg.Any<CancellationToken>())
            .Returns(call => read(call.Arg<CancellationToken>()));
        return RunningApp.StartAsync(azurite.NewAccount(), [], services => services
            .AddSingleton<TimeProvider>(_clock)
            .AddSingleton(new FeedIndex(new OneTable(table))));
    }
}
