using System.ClientModel;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Zhiyu.Core.Execution.Models.Calls;

namespace Zhiyu.Core.Execution.Models.OpenAi;

/// <summary>Classifies network and protocol faults by whether a retry may help.</summary>
internal static class WireFaults
{
    /// <summary>
    /// Classifies exceptions of the library; null for a cancellation and for faults that are not from the network.
    /// </summary>
    public static LlmException? Classify(Exception fault, string provider) => fault switch
    {
        // From our own handler, wrapped by the library.
        { InnerException: LlmException ours } => ours,
        ClientResultException or JsonException or InvalidOperationException or KeyNotFoundException
            or FormatException or ArgumentException => NoCompletion(provider, AnswerFlaw.NoJson, inner: fault),
        _ => null,
    };

    public static LlmException NoCompletion(
        string provider, AnswerFlaw flaw, UsageDetails? usage = null, Exception? inner = null) => new(
        LlmFault.Malformed, $"{provider} gave an answer that is no chat completion: {Describe(flaw)}.", inner: inner)
    {
        Flaw = flaw,
        MayHaveCost = true,
        Usage = usage,
    };

    public static LlmException Unreachable(string provider, bool isSent, Exception fault) =>
        new(LlmFault.Transient, (fault as HttpRequestException)?.HttpRequestError switch
        {
            HttpRequestError.ProxyTunnelError =>
                $"The proxy before {provider} refused; " +
                $"{ProviderRefusal.Remedy(ProviderRefusalKind.Proxy, ProviderError.None)}.",
            _ when isSent => $"The connection to {provider} broke.",
            _ => $"{provider} could not be reached.",
        }, inner: fault)
        {
            MayHaveCost = isSent,
        };

    public static LlmException Page(string provider) => new(LlmFault.Permanent,
        $"{provider} answered with a web page; " +
        $"{ProviderRefusal.Remedy(ProviderRefusalKind.Address, ProviderError.None)}.",
        200);

    public static LlmException Refused(string provider, int status, ProviderError error, RefusalDetails details)
    {
        var kind = ProviderRefusal.Of(status, error);
        var code = status == 200 ? error.Status : null;
        var summary = $"{provider} answered {status}"
            + (code is null ? "" : $" with error {code}")
            + (details.Sentence.Length == 0 ? "" : $": “{details.Sentence}”");
        var remedy = ProviderRefusal.Remedy(kind, error);
        return new LlmException(
            kind == ProviderRefusalKind.Temporary ? LlmFault.Transient : LlmFault.Permanent,
            kind switch
            {
                ProviderRefusalKind.Filter => $"{provider} answered {status}: its content filter withheld the prompt.",
                ProviderRefusalKind.Temporary =>
                    $"{summary}; it may pass{(remedy.Length == 0 ? "" : $", or {remedy}")}.",
                _ => $"{summary}; {remedy}.",
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

    private static string Describe(AnswerFlaw flaw) => flaw switch
    {
        AnswerFlaw.NoChoices => "it has no choices",
        AnswerFlaw.TooLong => "it is longer than 4 MiB",
        _ => "it is no JSON object",
    };
}

/// <summary>Details of a refusal.</summary>
internal sealed record RefusalDetails
{
    /// <summary>The server's message, safe to show; empty for none.</summary>
    public required string Sentence { get; init; }

    /// <summary>How long the server asks to wait.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The usage that it reports.</summary>
    public UsageDetails? Usage { get; init; }

    /// <summary>Whether it broke off in the middle of an answer.</summary>
    public bool MayHaveCost { get; init; }

    /// <summary>The refused request field that the next try leaves out.</summary>
    public string? Refused { get; init; }
}
