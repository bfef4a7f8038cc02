using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Moderation.Rules;
using Zhiyu.Core.Network;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Moderation;

/// <summary>
/// An OpenAI-compatible moderation endpoint. There are no retries: on a fault, the text waits for review.
/// </summary>
internal sealed class OpenAiModerationApi(IOptions<ModerationOptions> options, TimeProvider clock)
    : IModerationApi, IDisposable
{
    // Lower scores are noise and not worth storing.
    private const double MinScore = 0.1;

    private const int MaxBytes = 256 * 1024;

    private readonly HttpClient _http = new(Handler())
    {
        Timeout = Timeout.InfiniteTimeSpan,
        MaxResponseContentBufferSize = MaxBytes,
    };

    public async Task<ApiOpinion> AssessAsync(string text, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(options.Value.Timeout, clock);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            using var request = Request(text);
            using var response = await _http.SendAsync(request, linked.Token);
            if (!response.IsSuccessStatusCode) return Failed($"answered {(int)response.StatusCode}");
            var body = await response.Content.ReadFromJsonAsync(ModerationJson.Default.ModerationAnswer, linked.Token);
            return body is { Results: [_, ..] results } && results.All(result => result.IsValid)
                ? new ApiOpinion.Given(AssessmentOf(results))
                : Failed("answered something else than category scores");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Failed("did not answer in time");
        }
        catch (JsonException)
        {
            return Failed("answered something else than category scores");
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or InvalidOperationException)
        {
            return Failed("could not be reached") with
            {
                Advice = OutboundProxy.OfMachine.AdviceFor(new Uri(options.Value.ApiUrl)),
            };
        }
    }

    public void Dispose() => _http.Dispose();

    private static SocketsHttpHandler Handler()
    {
        var handler = OutboundHttp.NewHandler();
        // Some gateways compress responses without being asked.
        handler.AutomaticDecompression = DecompressionMethods.All;
        return handler;
    }

    private static ApiOpinion.None Failed(string what) => new($"the moderation service {what}");

    private HttpRequestMessage Request(string text)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, options.Value.ApiUrl)
        {
            Content = JsonContent.Create(
                new ModerationQuestion(options.Value.ApiModel, text), ModerationJson.Default.ModerationQuestion),
        };
        if (options.Value.ApiKey.Length > 0)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.Value.ApiKey);
        return request;
    }

    // The categories are not independent, so the highest score is the text's score.
    private static Assessment AssessmentOf(IEnumerable<ModerationScores> results)
    {
        var highest = results.SelectMany(result => result.CategoryScores!)
            .Where(score => score.Value is not null)
            .GroupBy(score => score.Key, score => score.Value!.Value)
            .Select(category => new MatchedRule($"api.{category.Key}", category.Key, Math.Round(category.Max(), 4)))
            .Where(rule => rule.Weight >= MinScore)
            .OrderByDescending(rule => rule.Weight)
            .ToList();
        return new Assessment(highest.Count == 0 ? 0 : highest[0].Weight, highest);
    }
}
