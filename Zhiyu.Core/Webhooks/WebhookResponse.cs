using System.Net;
using System.Text.Json;

namespace Zhiyu.Core.Webhooks;

/// <summary>How a receiver answered.</summary>
/// <param name="Status">The HTTP status; null when there was no response.</param>
/// <param name="Error">Why it failed, in a word; null when it did not.</param>
public sealed record WebhookResponse(int? Status, string? Error)
{
    public static readonly WebhookResponse Refused = new(Status: null, "forbidden_address");

    public static readonly WebhookResponse TimedOut = new(Status: null, "timeout");

    /// <summary>Whether the receiver never wants to be called again (410).</summary>
    public bool IsGone => Status == (int)HttpStatusCode.Gone;

    /// <summary>Only 2xx is a success; a redirect is not followed.</summary>
    public static WebhookResponse Of(HttpStatusCode status) =>
        new((int)status, (int)status is >= 200 and < 300 ? null : (int)status is < 400 ? "redirect" : "status");

    public static WebhookResponse Unreachable(HttpRequestError fault) =>
        new(Status: null, JsonNamingPolicy.SnakeCaseLower.ConvertName(fault.ToString()));
}
