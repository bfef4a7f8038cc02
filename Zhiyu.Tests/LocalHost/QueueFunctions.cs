using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Zhiyu.Tests.LocalHost;

/// <summary>One function for each way of receiving a message.</summary>
public sealed class QueueFunctions(ReceivedMessages received)
{
    [Function("Letters")]
    public void Letters([QueueTrigger("%LETTERS%", Connection = "Forum")] Letter letter) =>
        received.Add($"{letter.Name} {letter.Count}");

    [Function("Texts")]
    public void Texts([QueueTrigger("texts", Connection = "Forum")] string text) => received.Add($"text {text}");

    [Function("Bytes")]
    public void Bytes([QueueTrigger("bytes", Connection = "AzureWebJobsForum")] byte[] bytes) =>
        received.Add($"bytes {bytes.Length}");

    [Function("Failing")]
    public Task Failing([QueueTrigger("failing", Connection = "Forum")] string text) => FailAsync(text);

    [Function("Dead")]
    public Task Dead([QueueTrigger("dead-poison", Connection = "Forum")] string text) => FailAsync(text);

    [Function("Held")]
    public Task Held([QueueTrigger("held", Connection = "Forum")] string text) => received.HoldAsync(text);

    [Function("Patient")]
    public async Task Patient(
        [QueueTrigger("patient", Connection = "Forum")] string text, CancellationToken cancellationToken)
    {
        received.Add(text);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
    }

    [Function("Relay")]
    public Task Relay([QueueTrigger("relay", Connection = "Forum")] string text) => received.RelayAsync(text);

    [Function("RelayByPost")]
    public Task RelayByPost([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "relay")] HttpRequest request) =>
        received.RelayAsync(request.Path);

    [Function("Dying")]
    public Task Dying([QueueTrigger("dead", Connection = "Forum")] string text) => FailAsync(text);

    private Task FailAsync(string text)
    {
        received.Add(text);
        throw new InvalidOperationException("on purpose");
    }

    public sealed record Letter(string Name, int Count);
}
