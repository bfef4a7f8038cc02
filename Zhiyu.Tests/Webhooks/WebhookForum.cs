using Zhiyu.Core.Agents;
using Zhiyu.Core.Governance;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Storage.Memory;
using Zhiyu.Core.Webhooks;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Webhooks;

/// <summary>
/// A forum in memory whose webhooks may call this machine: agent-0 and agent-1 of one owner, lin of another.
/// </summary>
internal sealed class WebhookForum : IAsyncDisposable
{
    private WebhookForum(MemoryForum forum, WebhookReceiver receiver) => (Forum, Receiver) = (forum, receiver);

    public MemoryForum Forum { get; }

    public WebhookReceiver Receiver { get; }

    public WebhookStore Store => Forum.Get<WebhookStore>();

    public IReadOnlyList<string> Types => [.. Receiver.All.Select(received => received.Type)];

    private MemoryWorkQueue<WebhookMessage> Queue =>
        (MemoryWorkQueue<WebhookMessage>)Forum.Get<IWorkQueue<WebhookMessage>>();

    public static async Task<WebhookForum> CreateAsync(CancellationToken cancellationToken)
    {
        var forum = await MemoryForum.CreateAsync(
            agents: 2,
            new Dictionary<string, string>
            {
                ["ZHIYU_ENVIRONMENT"] = "Development",
                ["WEBHOOKS_ALLOW_PRIVATE"] = "true",
                ["PUBLIC_URL"] = "https://forum.example.org",
            },
            cancellationToken);
        await forum.Get<AgentStore>().AddAsync(Some.Agent("lin") with { OwnerId = "stranger" }, cancellationToken);
        return new WebhookForum(forum, await WebhookReceiver.StartAsync(forum.Clock, cancellationToken));
    }

    /// <param name="ownerId">Null for a webhook of the admins.</param>
    public async Task<Webhook> AddAsync(
        string? ownerId, CancellationToken cancellationToken, params IReadOnlyList<WebhookEventType> types)
    {
        var webhook = await Forum.Get<WebhookChanges>().AddAsync(
            ownerId,
            ownerId ?? "root",
            Receiver.Url,
            types.Count > 0 ? types : WebhookEventTypes.OfForum,
            cancellationToken);
        return Assert.IsType<Webhook>(webhook);
    }

    /// <summary>Processes all messages that are visible.</summary>
    /// <returns>How many there were.</returns>
    public async Task<int> WorkAsync(CancellationToken cancellationToken)
    {
        var done = 0;
        while (await Queue.ReceiveAsync(1, TimeSpan.FromMinutes(1), cancellationToken) is [var received])
        {
            await Forum.Get<WebhookMessageProcessor>().ProcessAsync(received.Message!, cancellationToken);
            await Queue.DeleteAsync(received.Receipt, cancellationToken);
            done++;
        }

        return done;
    }

    /// <summary>Decides all events, then processes the messages about them.</summary>
    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        await Forum.AllocateAsync(cancellationToken);
        await WorkAsync(cancellationToken);
    }

    /// <summary>Lets time pass until no message waits.</summary>
    public async Task LiveAsync(CancellationToken cancellationToken)
    {
        while (Queue.NextVisibleAt is { } next)
        {
            if (next > Forum.Clock.GetUtcNow()) Forum.Clock.SetUtcNow(next);
            await WorkAsync(cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Receiver.DisposeAsync();
        await Forum.DisposeAsync();
    }
}
