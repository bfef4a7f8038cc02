using System.Net;
using Zhiyu.Core.Execution.Models.Calls;
using Zhiyu.Core.Execution.Models.Catalog;

namespace Zhiyu.Core.Execution.Models.OpenAi;

/// <summary>
/// Stands between a provider's library and the wire: notes when the request goes out, reads what comes back leniently,
/// and hands the library no more of it than matters. The library is strict about fields that nobody needs, would read a
/// body of any length, and says of most faults no more than that something is null.
/// </summary>
internal sealed class CompletionHandler(
    ModelRoute route, ModelCapabilities traits, TimeProvider time, HttpMessageHandler inner)
    : DelegatingHandler(inner)
{
    /// <summary>Far more than any answer of <c>LLM_MAX_TOKENS</c> can have.</summary>
    public const int MaxBytes = 4 * 1024 * 1024;

    private const int MaxRefusalBytes = 64 * 1024;

    // A refusal is told by its status: what more there is to it is not worth a call's time.
    private static readonly TimeSpan RefusalPatience = TimeSpan.FromSeconds(2);

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var progress = CallProgress.Current;
        progress.IsSent = false;
        var asked = await WireRequest.ReadAsync(request, cancellationToken);
        asked.Shape(route, traits);
        request.Content = new ProgressContent(asked.ToContent(), () => progress.IsSent = true);
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            var completion = await ReadAsync(response, asked, cancellationToken);
            Notice(completion, progress);
            response.StatusCode = HttpStatusCode.OK;
            response.Content = new ByteArrayContent(completion.ToJson(route.Model))
            {
                Headers = { ContentType = new("application/json") },
            };
            return response;
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            throw WireFaults.Unreachable(route.Provider, progress.IsSent, fault);
        }
    }

    private async Task<Completion> ReadAsync(
        HttpResponseMessage response, WireRequest asked, CancellationToken cancellationToken)
    {
        try
        {
            if (!response.IsSuccessStatusCode) throw await RefusalAsync(response, asked, cancellationToken);
            var text = await ResponseText.ReadAsync(response.Content, MaxBytes, cancellationToken)
                ?? throw WireFaults.NoCompletion(route.Provider, AnswerFlaw.TooLong);
            return Read(text, response.Content.Headers.ContentType?.MediaType, asked);
        }
        catch
        {
            // What was not read to its end closes its connection with it.
            response.Dispose();
            throw;
        }
    }

    private Completion Read(string text, string? mediaType, WireRequest asked)
    {
        var isStream = EventStream.Is(text, mediaType);
        if ((isStream ? EventStream.Folded(text) : WireJson.ObjectOf(text)) is not { } body)
        {
            throw ProviderErrorText.IsPage(text)
                ? WireFaults.Page(route.Provider)
                : WireFaults.NoCompletion(route.Provider, AnswerFlaw.NoJson);
        }

        var completion = Completion.Of(body);
        var isSpoken = completion?.Text.Trim().Length > 0;
        // A whole answer goes before an error that stands beside it; one that was breaking off does not.
        if ((isStream || !isSpoken) && ProviderError.Of(body) is { } error)
        {
            throw Refused(200, error, asked, text: "", retryAfter: null, WireUsage.Of(body["usage"]), isSpoken);
        }

        return completion
            ?? throw WireFaults.NoCompletion(
                route.Provider, AnswerFlaw.NoChoices, WireUsage.Of(body["usage"])?.Details);
    }

    private async Task<LlmException> RefusalAsync(
        HttpResponseMessage response, WireRequest asked, CancellationToken cancellationToken)
    {
        var text = await RefusalTextAsync(response, cancellationToken);
        var error = ProviderError.OfRefusal(text);
        return Refused(
            (int)response.StatusCode, error, asked, text,
            RetryAfter.Of(response.Headers, text, time.GetUtcNow()),
            WireUsage.Of(WireJson.ObjectOf(text)?["usage"]));
    }

    private LlmException Refused(int status, ProviderError error, WireRequest asked, string text,
        TimeSpan? retryAfter, WireUsage? usage, bool mayHaveCost = false) =>
        WireFaults.Refused(route.Provider, status, error, new RefusalDetails
        {
            Sentence = ProviderErrorText.IsPage(text)
                ? "a web page"
                : ProviderErrorText.Of(error.Message, route.ApiKey, asked.Prompt),
            RetryAfter = retryAfter,
            Usage = usage?.Details,
            MayHaveCost = mayHaveCost,
            Refused = RequestFallback.Learn(status, error, asked, traits),
        });

    private void Notice(Completion completion, CallProgress progress)
    {
        progress.Thoughts = completion.Thoughts;
        var isCutBeforeItSpoke = completion.Finish == FinishReasons.Length && completion.Text.Trim().Length == 0;
        if (completion.Thoughts.Length > 0 || isCutBeforeItSpoke) traits.SeenThinking();
    }

    private async Task<string> RefusalTextAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(RefusalPatience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            return await ResponseText.ReadAsync(response.Content, MaxRefusalBytes, either.Token) ?? "";
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested
            && fault is HttpRequestException or IOException or OperationCanceledException)
        {
            return "";
        }
    }
}
