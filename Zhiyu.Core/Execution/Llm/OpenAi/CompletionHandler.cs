using System.Net;
using Zhiyu.Core.Execution.Llm.Catalog;
using Zhiyu.Core.Execution.Llm.Resilience;

namespace Zhiyu.Core.Execution.Llm.OpenAi;

/// <summary>
/// Stands between a provider's library and the wire: notes when the request goes out, and lets only a chat completion
/// of bearable size through. The library would read a body of any length, and say of most faults no more than that
/// something is null.
/// </summary>
internal sealed class CompletionHandler(ModelRoute route, TimeProvider time, HttpMessageHandler inner)
    : DelegatingHandler(inner)
{
    /// <summary>Far more than any answer of <c>LLM_MAX_TOKENS</c> can have.</summary>
    public const int MaxBytes = 4 * 1024 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var progress = CallProgress.Current;
        progress.IsSent = false;
        if (request.Content is { } content)
            request.Content = new WatchedContent(content, () => progress.IsSent = true);
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            var body = await ReadAsync(response, cancellationToken);
            response.Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } };
            return response;
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            throw WireFaults.Unreachable(route.Provider, progress.IsSent, fault);
        }
    }

    private async Task<byte[]> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            if (response.StatusCode != HttpStatusCode.OK) throw await RefusalAsync(response, cancellationToken);
            if (response.Content.Headers.ContentType?.MediaType is { } type
                && !type.EndsWith("json", StringComparison.OrdinalIgnoreCase))
                throw WireFaults.NoCompletion(route.Provider);
            var body = await BeginningAsync(response.Content, MaxBytes + 1, cancellationToken);
            if (body.Length > MaxBytes) throw WireFaults.NoCompletion(route.Provider);
            CompletionShape.Check(body, route.Provider);
            return body;
        }
        catch
        {
            // What was not read to its end closes its connection with it.
            response.Dispose();
            throw;
        }
    }

    private async Task<LlmException> RefusalAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        if (status == 400
            && CompletionShape.IsFilterError(await BeginningAsync(response.Content, 64 * 1024, cancellationToken)))
            return WireFaults.Filtered(route.Provider, status);
        var after = response.Headers.RetryAfter;
        var wait = after?.Delta ?? (after?.Date - time.GetUtcNow());
        return WireFaults.OfStatus(route.Provider, status, wait < TimeSpan.Zero ? TimeSpan.Zero : wait);
    }

    private static async Task<byte[]> BeginningAsync(
        HttpContent content, int limit, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > limit) return new byte[limit];
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (body.Length < limit)
        {
            var room = (int)Math.Min(buffer.Length, limit - body.Length);
            var read = await stream.ReadAsync(buffer.AsMemory(0, room), cancellationToken);
            if (read == 0) break;
            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }
}
