using Azure.Storage.Queues;
using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Core.Allocation;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Tables;
using Zhiyu.Core.Threads;
using Zhiyu.Core.Webhooks;
using Zhiyu.Tests.Api;
using Zhiyu.Tests.Api.Contract.Fuzz;
using Zhiyu.Tests.Storage;
using Zhiyu.Tests.Support;
using Zhiyu.Tests.Webhooks;

namespace Zhiyu.Tests.Worker;

/// <summary>
/// The app on the local host and as it is deployed, each with a seeded forum in which nothing happens by itself.
/// </summary>
public sealed class TwinApps(AzuriteFixture azurite) : IAsyncLifetime
{
    private static readonly Dictionary<string, string> Settings = new()
    {
        ["ZHIYU_ENVIRONMENT"] = "Development",
        ["SERVICE_AUTH_SECRET"] = ApiApp.Secret,
        ["JWT_SECRET"] = ApiApp.JwtSecret,
        ["LLM_PROVIDER"] = "simulated",
        ["LLM_SIMULATED_MIN_MS"] = "0",
        ["LLM_SIMULATED_MAX_MS"] = "0",
        ["LLM_SIMULATED_DECLINE_RATE"] = "0",
        ["AzureWebJobs.RuntimeLoop.Disabled"] = "true",
        ["AzureWebJobs.AllocateEvent.Disabled"] = "true",
        ["AzureWebJobs.ExecuteAssignment.Disabled"] = "true",
        ["AzureWebJobs.DeliverWebhook.Disabled"] = "true",
    };

    private int _preparations;

    private readonly string _localAccount = azurite.NewAccount();
    private readonly string _deployedAccount = azurite.NewAccount();

    private RunningApp? _local;
    private WorkerApp? _deployed;

    internal Twin Local { get; private set; } = null!;

    internal Twin Deployed { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _local = await RunningApp.StartAsync(
            _localAccount, Settings.ToDictionary(each => each.Key, each => (string?)each.Value));
        _deployed = await WorkerApp.StartAsync(_deployedAccount, Settings);
        Local = await Twin.OfAsync(_local.Client, _localAccount);
        Deployed = await Twin.OfAsync(_deployed.Client, _deployedAccount);
    }

    /// <summary>
    /// Leaves nothing to a batch by hand: what comes of it depends on chance. Has the webhook there and enabled, which
    /// another operation may have removed or changed.
    /// </summary>
    public async Task PrepareAsync()
    {
        var token = TestContext.Current.CancellationToken;
        // Beyond the numbers of the actions on the one that was there before.
        var actions = 100 * ++_preparations;
        foreach (var account in (string[])[_localAccount, _deployedAccount])
        {
            foreach (var queue in (string[])[EventMessage.Queue, AssignmentMessage.Queue])
                await new QueueClient(account, queue).ClearMessagesAsync(token);
            await using var storage = await StorageHarness.StartAsync(account, token);
            var webhooks = storage.GetRequiredService<WebhookStore>();
            var webhook = SomeWebhook.Of("owner") with { Actions = actions };
            if (await webhooks.FindAsync(webhook.Id, token) is { } changed)
                await webhooks.TryReplaceAsync(changed, webhook, token);
            else await webhooks.TryAddAsync(webhook, token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Local?.Client.Dispose();
        Deployed?.Client.Dispose();
        if (_local is not null) await _local.DisposeAsync();
        if (_deployed is not null) await _deployed.DisposeAsync();
    }
}

/// <summary>One of them, with what its forum has.</summary>
internal sealed record Twin(FuzzClient Client, FuzzForum Forum)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<Twin> OfAsync(HttpClient app, string account)
    {
        var forum = await FuzzForum.SeedAsync(app);
        await DecideAsync(account, forum);
        return new Twin(new FuzzClient(app.BaseAddress!), forum);
    }

    /// <summary>Of a post without answers: the decision, and a run that it made.</summary>
    private static async Task DecideAsync(string account, FuzzForum forum)
    {
        await using var storage = await StorageHarness.StartAsync(account, Token);
        var decision = new ThreadTransaction(forum.PostId)
            .Add(new AllocationRecord { Id = forum.EventId, Admission = Admission.Admitted, DecidedAt = Some.Time })
            .Add(Some.Run(forum.PostId, forum.AgentId) with { Id = forum.RunId });
        Assert.IsType<CommitResult.Committed>(
            await storage.GetRequiredService<ThreadStore>().CommitAsync(decision, Token));
    }
}
