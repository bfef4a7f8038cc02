using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Tables;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Storage;

public sealed class OverflowBlobsTests(AzuriteFixture azurite)
{
    private static readonly string Thread = Ids.NewThread(Some.Time, Some.Random());

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_with_a_context_that_no_entity_holds_comes_back_whole()
    {
        var calls = new BlobCalls();
        await using var services = await StartAsync(azurite.NewAccount(), calls);
        var run = RunWith(Noise(1_000_000));

        var committed = await CommitAsync(services, new ThreadTransaction(Thread).Add(run));

        Assert.Equal(1, calls.Count);
        Assert.Equivalent(run, await FindAsync(services), strict: true);
        await CommitAsync(services, new ThreadTransaction(Thread).Replace(
            new Stored<Run>(run, committed.ETags[0]), run with { Status = RunStatus.Published }));
        Assert.Equal(RunStatus.Published, (await FindAsync(services)).Status);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(200_000)]
    public async Task An_ordinary_row_needs_no_blob(int length)
    {
        var calls = new BlobCalls();
        await using var services = await StartAsync(azurite.NewAccount(), calls);
        var run = RunWith(Noise(length));

        await CommitAsync(services, new ThreadTransaction(Thread).Add(run));

        Assert.Equivalent(run, await FindAsync(services), strict: true);
        Assert.Equal(0, calls.Count);
    }

    [Fact]
    public async Task A_row_that_conflicts_leaves_the_one_that_stands_as_it_is()
    {
        await using var services = await StartAsync(azurite.NewAccount(), new BlobCalls());
        var run = RunWith(Noise(1_000_000));
        await CommitAsync(services, new ThreadTransaction(Thread).Add(run));

        var result = await services.GetRequiredService<ThreadStore>().CommitAsync(
            new ThreadTransaction(Thread).Add(RunWith(Noise(1_000_000, seed: 2))), Token);

        Assert.IsType<CommitResult.Conflict>(result);
        Assert.Equivalent(run, await FindAsync(services), strict: true);
    }

    [Fact]
    public async Task A_row_that_is_removed_takes_the_blobs_of_all_its_versions_with_it_and_no_others()
    {
        var account = azurite.NewAccount();
        await using var services = await StartAsync(account, new BlobCalls());
        var (run, other) = (RunWith(Noise(1_000_000)), RunWith(Noise(1_000_000)) with { Id = $"{Thread}-r2" });
        var committed = await CommitAsync(services, new ThreadTransaction(Thread).Add(run).Add(other));
        await CommitAsync(services, new ThreadTransaction(Thread).Replace(
            new Stored<Run>(run, committed.ETags[0]), run with { Status = RunStatus.Published }));
        var blobs = new BlobServiceClient(account).GetBlobContainerClient("spilled-rows");
        Assert.Equal(3, await blobs.GetBlobsAsync(cancellationToken: Token).CountAsync(Token));

        await services.GetRequiredService<ThreadStore>().RemoveAsync<Run>(run.Id, tag: null, Token);

        Assert.Equal(1, await blobs.GetBlobsAsync(cancellationToken: Token).CountAsync(Token));
        Assert.NotNull(await services.GetRequiredService<ThreadStore>().FindAsync<Run>(other.Id, Token));
    }

    [Fact]
    public async Task An_account_without_blobs_keeps_ordinary_rows_and_says_what_it_can_not_keep()
    {
        var account = string.Join(';', azurite.NewAccount().Split(';')
            .Where(part => !part.StartsWith("BlobEndpoint", StringComparison.Ordinal)
                && !part.StartsWith("DefaultEndpointsProtocol", StringComparison.Ordinal)));
        await using var services = await StartAsync(account, new BlobCalls());
        var small = RunWith("短");

        await CommitAsync(services, new ThreadTransaction(Thread).Add(small));

        Assert.Equivalent(small, await FindAsync(services), strict: true);
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => CommitAsync(services,
            new ThreadTransaction(Thread).Add(RunWith(Noise(1_000_000)))));
        Assert.Contains("BlobEndpoint", fault.Message, StringComparison.Ordinal);
    }

    private static async Task<ServiceProvider> StartAsync(string account, BlobCalls calls)
    {
        var services = await StorageHarness.StartAsync(
            account, Token, options => options.AddPolicy(calls, HttpPipelinePosition.PerCall));
        calls.Count = 0;
        return services;
    }

    private static async Task<CommitResult.Committed> CommitAsync(
        ServiceProvider services, ThreadTransaction transaction) => Assert.IsType<CommitResult.Committed>(
        await services.GetRequiredService<ThreadStore>().CommitAsync(transaction, Token));

    private static async Task<Run> FindAsync(ServiceProvider services) =>
        (await services.GetRequiredService<ThreadStore>().FindAsync<Run>(RunWith("").Id, Token))!.Row;

    private static Run RunWith(string text) => new()
    {
        Id = Ids.Run(Ids.Event(Thread, "post"), "ai"),
        AgentId = "ai",
        EventId = Ids.Event(Thread, "post"),
        CommunityId = "philosophy",
        Depth = 1,
        Prompt = new RunPrompt("reply-to-post", "2", 1,
            SomePrompts.ToPost(others: [SomePrompts.Comment(text)]), "digest"),
        CreatedAt = Some.Time,
    };

    // Two bytes a character that nothing compresses.
    private static string Noise(int length, int seed = 1) => string.Create(length, Some.Random(seed), (span, source) =>
    {
        for (var i = 0; i < span.Length; i++) span[i] = (char)source.Next(0x3400, 0xD800);
    });

    private sealed class BlobCalls : HttpPipelineSynchronousPolicy
    {
        public int Count { get; set; }

        public override void OnSendingRequest(HttpMessage message)
        {
            if (message.Request.Uri.ToString().Contains("spilled-rows", StringComparison.Ordinal)) Count++;
        }
    }
}
