namespace Zhiyu.LocalHost.Azurite;

/// <summary>Detects which program listens on a port.</summary>
internal static class AzuriteProbe
{
    // No proxy, because the address is local. The timeout is for programs that accept connections and never answer.
    private static readonly HttpClient Client =
        new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(5) };

    public static Task<PortState[]> ProbeAsync(AzuritePorts ports, CancellationToken cancellationToken) =>
        Task.WhenAll(ports.All.Select(entry => ProbeAsync(entry.Service, entry.Port, cancellationToken)));

    public static async Task<bool> AllAnswerAsync(AzuritePorts ports, CancellationToken cancellationToken) =>
        (await ProbeAsync(ports, cancellationToken)).All(state => state == PortState.Azurite);

    private static async Task<PortState> ProbeAsync(string service, int port, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"http://127.0.0.1:{port}/"));
        request.Headers.ConnectionClose = true;
        try
        {
            using var response = await Client.SendAsync(
                request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            var server = response.Headers.Server.ToString();
            return server.StartsWith($"Azurite-{service}/", StringComparison.Ordinal)
                ? PortState.Azurite
                : PortState.Foreign;
        }
        catch (HttpRequestException exception)
        {
            return exception.HttpRequestError == HttpRequestError.ConnectionError ? PortState.Free : PortState.Foreign;
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return PortState.Foreign;
        }
    }
}

internal enum PortState
{
    Free,
    Azurite,
    Foreign,
}
