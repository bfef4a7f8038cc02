using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;
using Zhiyu.Bench.Rig;
using Zhiyu.Core.Communities;
using Zhiyu.Core.Storage;
using Zhiyu.Core.Tables;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Api.Access;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Api;

public sealed class FaultTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_fault_is_answered_with_a_trace_id_and_nothing_of_the_inside()
    {
        await using var app = await StartAsync(new InvalidOperationException("the inside"));

        using var response = await app.Client.GetAsync("/v1/communities", TestContext.Current.CancellationToken);
        var reply = await ApiReply.OfAsync(response);

        Assert.Equal((500, "INTERNAL_ERROR"), (reply.Status, reply.Code));
        Assert.Matches("\"trace_id\":\"[^\"]+\"", reply.Text);
        Assert.DoesNotContain("the inside", reply.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", reply.Text, StringComparison.Ordinal);
        Assert.Equal("no-store", reply.Headers.CacheControl?.ToString());
    }

    [Fact]
    public async Task While_storage_does_not_answer_the_caller_is_told_to_come_again()
    {
        var (port, account) = (FreePorts.Take(1)[0], "devstoreaccount1");
        var tables = new TableServiceClient(
            $"AccountName={account};AccountKey=emh5dQ==;TableEndpoint=http://127.0.0.1:{port}/{account}",
            new TableClientOptions { Retry = { MaxRetries = 1, Delay = TimeSpan.Zero } });
        await using var app = await RunningApp.StartAsync(
            azurite.NewAccount(),
            [],
            services => services.AddSingleton(
                new CommunityStore(new AzureTables(tables, new OverflowBlobs(container: null)))));

        var reply = await app.Client.CallAsync("GET", "/v1/communities", bearer: null);

        Assert.Equal((503, "SERVICE_UNAVAILABLE"), (reply.Status, reply.Code));
        Assert.Equal("5", reply.Headers.RetryAfter?.ToString());
        Assert.NotEmpty(reply.TraceId!);
        Assert.DoesNotContain("127.0.0.1", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_caller_that_lost_every_time_is_told_to_try_again()
    {
        await using var app = await StartAsync(new ConcurrencyException("the inside"));

        var reply = await app.Client.CallAsync("GET", "/v1/communities", bearer: null);

        Assert.Equal((503, "SERVICE_UNAVAILABLE"), (reply.Status, reply.Code));
        Assert.Equal("5", reply.Headers.RetryAfter?.ToString());
        Assert.Contains("Concurrent requests changed the same resource", reply.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("the inside", reply.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(429, true)]
    [InlineData(500, true)]
    [InlineData(503, true)]
    [InlineData(400, false)]
    [InlineData(403, false)]
    [InlineData(404, false)]
    [InlineData(412, false)]
    public void What_storage_answers_is_an_outage_or_a_fault_of_ours(int status, bool isOutage)
    {
        var fault = new RequestFailedException(status, "no");

        Assert.Equal(isOutage, StorageOutage.Is(fault));
        Assert.Equal(isOutage, StorageOutage.Is(new AggregateException(new TaskCanceledException(), fault)));
    }

    [Fact]
    public async Task A_refusal_has_a_trace_too()
    {
        await using var app = await RunningApp.StartAsync(azurite.NewAccount(), []);

        Assert.NotEmpty((await app.Client.CallAsync("GET", "/v1/feed?limit=0", bearer: null)).TraceId!);
    }

    /// <summary>An app that meets a fault wherever it lists the communities.</summary>
    private Task<RunningApp> StartAsync(Exception fault)
    {
        var broken = Substitute.For<ITable>();
        broken.RangeAsync<Community>(Arg.Any<KeyRange>(), Arg.Any<int?>(), Arg.Any<CancellationToken>())
            .Returns(Task.FromException<IReadOnlyList<Stored<Community>>>(fault));
        return RunningApp.StartAsync(
            azurite.NewAccount(),
            [],
            services => services.AddSingleton(new CommunityStore(new OneTable(broken))));
    }
}
