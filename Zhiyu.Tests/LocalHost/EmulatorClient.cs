using Azure.Storage.Queues;
using Zhiyu.LocalHost.Azurite;

namespace Zhiyu.Tests.LocalHost;

/// <summary>Writes to and reads from the development account of an Azurite on any ports.</summary>
internal static class EmulatorClient
{
    // The account that every Azurite knows; its key is published with the emulator.
    private const string Account = "devstoreaccount1";
    private const string Key =
        "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    public static async Task SendAsync(AzuritePorts ports, string text, CancellationToken cancellationToken)
    {
        var queue = Queue(ports);
        await queue.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        await queue.SendMessageAsync(text, cancellationToken);
    }

    public static async Task<string?> ReceiveAsync(AzuritePorts ports, CancellationToken cancellationToken) =>
        (await Queue(ports).ReceiveMessageAsync(cancellationToken: cancellationToken)).Value?.Body.ToString();

    private static QueueClient Queue(AzuritePorts ports) => new(
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};" +
        $"QueueEndpoint=http://127.0.0.1:{ports.Queue}/{Account}", "letters");
}
