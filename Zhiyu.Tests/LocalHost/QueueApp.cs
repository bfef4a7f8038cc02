using System.Text;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.LocalHost;

/// <summary>An app of <see cref="QueueFunctions"/> on a storage account, and the queues it listens to.</summary>
internal sealed class QueueApp(string account)
{
    public ReceivedMessages Received { get; } = new();

    /// <summary>How often it looks at an idle queue.</summary>
    public TimeSpan PollingInterval { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Of the app that was started last.</summary>
    public LogLines Logs { get; private set; } = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public Task<LocalApp> StartAsync(params (string Key, string Value)[] queues) =>
        StartAsync(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(10), queues);

    public Task<LocalApp> StartAsync(TimeSpan invisibility) => StartAsync(invisibility, TimeSpan.FromSeconds(10));

    public async Task<LocalApp> StartAsync(
        TimeSpan invisibility, TimeSpan stopLimit, params (string Key, string Value)[] queues)
    {
        var setup = new LocalApp.Setup(typeof(QueueFunctions))
        {
            FirstPollingInterval = PollingInterval / 10,
            Invisibility = invisibility,
            StopLimit = stopLimit,
            Settings = new(queues.Select(queue => KeyValuePair.Create<string, string?>(
                $"AzureFunctionsJobHost:extensions:queues:{queue.Key}", queue.Value)))
            {
                ["FUNCTIONS_ENABLE_DRAIN_ON_APP_STOPPING"] = "true",
                ["AzureFunctionsJobHost:extensions:queues:maxPollingInterval"] = PollingInterval.ToString(),
                ["AzureWebJobsForum"] = account,
                ["LETTERS"] = "letters",
            },
            Configure = builder => builder.Services.AddSingleton(Received),
        };
        Logs = setup.Logs;
        foreach (var name in (string[])["letters", "texts", "bytes", "failing", "dead-poison", "held", "patient", "relay", "dead"])
            await CreateAsync(name);
        return await LocalApp.StartAsync(setup);
    }

    public QueueClient Client(string queue) => new(account, queue);

    public async Task CreateAsync(string queue) =>
        await Client(queue).CreateIfNotExistsAsync(cancellationToken: Token);

    public async Task SendAsync(string queue, string text) =>
        await new QueueClient(account, queue, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 })
            .SendMessageAsync(text, Token);

    public async Task<QueueMessage> ReceiveAsync(string queue)
    {
        var client = Client(queue);
        QueueMessage? message = null;
        await Eventually.TrueAsync(async () => await client.ExistsAsync(Token)
            && (message = await client.ReceiveMessageAsync(cancellationToken: Token)) is not null);
        return message!;
    }

    public Task UntilEmptyAsync(string queue) => Eventually.TrueAsync(async () =>
        (await Client(queue).GetPropertiesAsync(Token)).Value.ApproximateMessagesCount == 0);

    public Task LoggedAsync(string text) => Eventually.TrueAsync(
        () => Logs.All.Any(line => line.Contains(text, StringComparison.Ordinal)));

    public static string Decoded(QueueMessage message) =>
        Encoding.UTF8.GetString(Convert.FromBase64String(message.MessageText));
}
