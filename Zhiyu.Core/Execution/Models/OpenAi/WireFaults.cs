using System.ClientModel;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Zhiyu.Core.Execution.Models.Calls;

namespace Zhiyu.Core.Execution.Models.OpenAi;

/// <summary>What goes wrong on the way to a server and back, told apart by whether asking again may help.</summary>
internal static class WireFaults
{
    /// <summary>
    /// What the library makes of an answer that <see cref="CompletionHandler"/> let through, and of what it throws
    /// itself; null for a cancellation, which is no fault, and for what is none of the wire's.
    /// </summary>
    public static LlmException? Classify(Exception fault, string provider) => fault switch
    {
        // Of our own handler, through the library's layers.
        { InnerException: LlmException ours } => ours,
        ClientResultException or JsonException or InvalidOperationException or KeyNotFoundException
            or FormatException or ArgumentException => NoCompletion(provider, AnswerFlaw.NoJson, inner: fault),
        _ => null,
    };

    public static LlmException NoCompletion(
        string provider, AnswerFlaw flaw, UsageDetails? usage = null, Exception? inner = null) => new(
        LlmFault.Malformed, $"{provider} gave an answer that is no chat completion: {Words(flaw)}.", inner: inner)
    {
        Flaw = flaw,
        MayHaveCost = true,
        Usage = usage,
    };

    public static LlmException Unreachable(string provider, bool isSent, Exception fault) =>
        new(LlmFault.Transient, (fault as HttpRequestException)?.HttpRequestError switch
        {
            HttpRequestError.ProxyTunnelError =>
                $"The proxy before {provider} refused; {ProviderRefusal.Remedy(ProviderRefusalKind.Proxy, ProviderError.None)}.",
            _ when isSent => $"The connection to {provider} broke.",
            _ => $"{provider} could not be reached.",
        }, inner: fault)
        {
            MayHaveCost = isSent,
        };

    public static LlmException Page(string provider) => new(LlmFault.Permanent,
        $"{provider} answered with a web page; {ProviderRefusal.Remedy(ProviderRefusalKind.Address, ProviderError.None)}.", 200);

    public static LlmException Refused(string provider, int status, ProviderError error, RefusalDetails details)
    {
        var kind = ProviderRefusal.Of(status, error);
        var code = status == 200 ? error.Status : null;
        var said = $"{provider} answered {status}"
            + (code is null ? "" : $" with error {code}")
            + (details.Sentence.Length == 0 ? "" : $": “{details.Sentence}”");
        var remedy = ProviderRefusal.Remedy(kind, error);
        return new LlmException(
            kind == ProviderRefusalKind.Temporary ? LlmFault.Transient : LlmFault.Permanent,
            kind switch
            {
                ProviderRefusalKind.Filter => $"{provider} answered {status}: its content filter withheld the prompt.",
                ProviderRefusalKind.Temporary => $"{said}; it may pass{(remedy.Length == 0 ? "" : $", or {remedy}")}.",
                _ => $"{said}; {remedy}.",
            },
            code ?? status)
        {
            RetryAfter = kind == ProviderRefusalKind.Temporary ? details.RetryAfter : null,
            Usage = details.Usage,
            MayHaveCost = details.MayHaveCost,
            Refused = details.Refused,
            IsOfPrompt = kind is ProviderRefusalKind.Filter or ProviderRefusalKind.Context,
        };
    }

    private static string Words(AnswerFlaw flaw) => flaw switch
    {
        AnswerFlaw.NoChoices => "it has no choices",
        AnswerFlaw.TooLong => "it is longer than 4 MiB",
        _ => "it is no JSON object",
    };
}

/// <summary>What there is to a refusal beside its kind.</summary>
internal sealed record RefusalDetails
{
    /// <summary>The server's own, fit to be shown; empty for none.</summary>
    public required string Sentence { get; init; }

    /// <summary>How long it asks to be left alone.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>What it took all the same.</summary>
    public UsageDetails? Usage { get; init; }

    /// <summary>Whether it broke off in the middle of an answer.</summary>
    public bool MayHaveCost { get; init; }

    /// <summary>What of the request it refused that the next try leaves out.</summary>
    public string? Refused { get; init; }
}
