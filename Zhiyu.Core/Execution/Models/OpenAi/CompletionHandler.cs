using System.Net;
using Zhiyu.Core.Execution.Models.Calls;
using Zhiyu.Core.Execution.Models.Catalog;

namespace Zhiyu.Core.Execution.Models.OpenAi;

/// <summary>
/// Sits between a provider's library and the network: records when the request is sent, reads the response leniently,
/// and passes only the needed parts to the library. The library fails on odd values in fields that are not needed,
/// reads bodies of any length, and reports most faults only as a null value.
/// </summary>
internal sealed class CompletionHandler(
    ModelRoute route, ModelCapabilities capabilities, PendingCalls calls, TimeProvider time,
    HttpMessageHandler inner)
    : DelegatingHandler(inner)
{
    /// <summary>Far more than any answer of <c>LLM_MAX_TOKENS</c> can have.</summary>
    public const int MaxBytes = 4 * 1024 * 1024;

    private const int MaxRefusalBytes = 64 * 1024;

    // The status is enough to classify a refusal; its body is not worth a long wait.
    private static readonly TimeSpan RefusalTimeout = TimeSpan.FromSeconds(2);

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // Not cancelled, because until the call is known it counts as sent.
        var wireRequest = await WireRequest.ReadAsync(request, CancellationToken.None);
        var call = calls.Of(wireRequest.TakeCallNumber());
        call.IsSent = false;
        wireRequest.Adapt(route, capabilities);
        request.Content = new SendNotifyingContent(wireRequest.ToContent(), () => call.IsSent = true);
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            var completion = await ReadAsync(response, wireRequest, cancellationToken);
            Record(completion, call);
            response.StatusCode = HttpStatusCode.OK;
            response.Content = new ByteArrayContent(completion.ToJson(route.Model))
            {
                Headers = { ContentType = new("application/json") },
            };
            return response;
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            throw WireFaults.Unreachable(route.Provider, call.IsSent, fault);
        }
    }

    private async Task<Completion> ReadAsync(
        HttpResponseMessage response, WireRequest wireRequest, CancellationToken cancellationToken)
    {
        try
        {
            if (!response.IsSuccessStatusCode) throw await RefusalAsync(response, wireRequest, cancellationToken);
            var text = await ResponseText.ReadAsync(response.Content, MaxBytes, cancellationToken)
                ?? throw WireFaults.NoCompletion(route.Provider, AnswerFlaw.TooLong);
            return Read(text, response.Content.Headers.ContentType?.MediaType, wireRequest);
        }
        catch
        {
            // Disposing a response that was not read to its end also closes its connection.
            response.Dispose();
            throw;
        }
    }

    private Completion Read(string text, string? mediaType, WireRequest wireRequest)
    {
        var isStream = EventStream.Is(text, mediaType);
        if ((isStream ? EventStream.Merged(text) : WireJson.ObjectOf(text)) is not { } body)
        {
            throw ProviderErrorText.IsPage(text)
                ? WireFaults.Page(route.Provider)
                : WireFaults.NoCompletion(route.Provider, AnswerFlaw.NoJson);
        }

        var completion = Completion.Of(body);
        var hasText = completion?.Text.Trim().Length > 0;
        // A complete answer takes precedence over an error beside it; a stream that broke off does not.
        if ((isStream || !hasText) && ProviderError.Of(body) is { } error)
        {
            throw Refused(200, error, wireRequest, text: "", retryAfter: null, WireUsage.Of(body["usage"]), hasText);
        }

        return completion
            ?? throw WireFaults.NoCompletion(
                route.Provider, AnswerFlaw.NoChoices, WireUsage.Of(body["usage"])?.Details);
    }

    private async Task<LlmException> RefusalAsync(
        HttpResponseMessage response, WireRequest wireRequest, CancellationToken cancellationToken)
    {
        var text = await RefusalTextAsync(response, cancellationToken);
        var error = ProviderError.OfRefusal(text);
        return Refused(
            (int)response.StatusCode, error, wireRequest, text,
            RetryAfter.Of(response.Headers, text, time.GetUtcNow()),
            WireUsage.Of(WireJson.ObjectOf(text)?["usage"]));
    }

    private LlmException Refused(int status, ProviderError error, WireRequest wireRequest, string text,
        TimeSpan? retryAfter, WireUsage? usage, bool mayHaveCost = false) =>
        WireFaults.Refused(route.Provider, status, error, new RefusalDetails
        {
            Sentence = ProviderErrorText.IsPage(text)
                ? "a web page"
                : ProviderErrorText.Of(error.Message, route.ApiKey, wireRequest.Prompt),
            RetryAfter = retryAfter,
            Usage = usage?.Details,
            MayHaveCost = mayHaveCost,
            Refused = RequestFallback.Learn(status, error, wireRequest, capabilities),
        });

    private void Record(Completion completion, ModelCall call)
    {
        call.Thoughts = completion.Thoughts;
        var isCutBeforeText = completion.Finish == FinishReasons.Length && completion.Text.Trim().Length == 0;
        if (completion.Thoughts.Length > 0 || isCutBeforeText) capabilities.MarkThinking();
    }

    private async Task<string> RefusalTextAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(RefusalTimeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            return await ResponseText.ReadAsync(response.Content, MaxRefusalBytes, linked.Token) ?? "";
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested
            && fault is HttpRequestException or IOException or OperationCanceledException)
        {
            return "";
        }
    }
}
