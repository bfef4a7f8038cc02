using System.Text.RegularExpressions;

namespace Zhiyu.Core.Execution.Models.OpenAi;

/// <summary>The kind of a refusal.</summary>
internal enum ProviderRefusalKind
{
    /// <summary>A retry may help.</summary>
    Temporary,

    Filter,
    Context,
    Balance,
    Proxy,
    Key,
    Model,
    Address,
    Request,
}

/// <summary>Classifies refusals by status and server message, and names the remedy for each kind.</summary>
internal static partial class ProviderRefusal
{
    private static readonly (ProviderRefusalKind Kind, string[] Words)[] ByWord =
    [
        // Azure OpenAI and DashScope.
        (ProviderRefusalKind.Filter,
            ["contentfilter", "datainspectionfailed", "responsibleaipolicyviolation", "contentpolicyviolation"]),
        (ProviderRefusalKind.Context, ["contextlengthexceeded", "exceedcontextsize", "stringabovemaxlength"]),
        (ProviderRefusalKind.Balance,
            ["insufficientquota", "insufficientbalance", "arrearage", "billing", "paymentrequired",
                "creditexhausted"]),
        (ProviderRefusalKind.Model, ["modelnotfound", "deploymentnotfound", "modelnotexist"]),
        (ProviderRefusalKind.Key,
            ["invalidapikey", "incorrectapikey", "authentication", "unauthorized", "permission", "accessdenied",
                "forbidden"]),
        (ProviderRefusalKind.Temporary,
            ["ratelimit", "throttling", "toomanyrequests", "overloaded", "engineoverloaded", "servererror", "internal",
                "serviceunavailable", "unavailable", "timeout", "resourceexhausted"]),
        (ProviderRefusalKind.Request,
            ["invalidrequest", "badrequest", "invalidparameter", "unsupported", "unknownparameter", "unprocessable"]),
    ];

    /// <param name="status">The HTTP status; 200 when the body of an answer holds an error.</param>
    public static ProviderRefusalKind Of(int status, ProviderError error)
    {
        if (status == 200) return ByWords(error) ?? ByStatus(error.Status ?? 500, error);
        // These statuses are always temporary: even a quota that is used up may be renewed.
        if (IsTemporary(status)) return ProviderRefusalKind.Temporary;
        return ByWords(error) switch
        {
            null or ProviderRefusalKind.Temporary or ProviderRefusalKind.Request => ByStatus(status, error),
            ProviderRefusalKind.Filter when status is not (400 or 403) => ByStatus(status, error),
            { } kind => kind,
        };
    }

    /// <summary>The remedy; empty when waiting is enough.</summary>
    public static string Remedy(ProviderRefusalKind kind, ProviderError error) => kind switch
    {
        ProviderRefusalKind.Temporary => IsOfBalance(error) ? Remedy(ProviderRefusalKind.Balance, error) : "",
        ProviderRefusalKind.Context =>
            "lower LLM_CONTEXT_TOKENS or LLM_CONTEXT_WINDOW, or have the server take longer prompts",
        ProviderRefusalKind.Balance => "see to the balance of the account that the key belongs to",
        ProviderRefusalKind.Proxy => "check HTTP_PROXY, HTTPS_PROXY and NO_PROXY, and what the proxy wants",
        ProviderRefusalKind.Key => "check LLM_API_KEY, or the setting that the model's api_key_setting names",
        ProviderRefusalKind.Model => "check LLM_MODEL, or the model's name in LLM_MODELS",
        ProviderRefusalKind.Address =>
            "check LLM_BASE_URL and LLM_MODEL, or the model's base_url and name in LLM_MODELS: " +
            "the address ends with the version, such as /v1",
        _ => $"check {SettingOf($"{error.Param} {error.Message}")}",
    };

    private static ProviderRefusalKind? ByWords(ProviderError error)
    {
        foreach (var (kind, words) in ByWord)
            if (error.Words.Any(word => words.Any(known => word.StartsWith(known, StringComparison.Ordinal))))
                return kind;
        return null;
    }

    private static ProviderRefusalKind ByStatus(int status, ProviderError error) => status switch
    {
        _ when IsTemporary(status) => IsOfBalance(error) && error.Status is null
            ? ProviderRefusalKind.Balance
            : ProviderRefusalKind.Temporary,
        402 => ProviderRefusalKind.Balance,
        407 => ProviderRefusalKind.Proxy,
        _ when IsOfContext().IsMatch(error.Message) => ProviderRefusalKind.Context,
        _ when IsOfBalance(error) => ProviderRefusalKind.Balance,
        _ when IsOfModel().IsMatch(error.Message) => ProviderRefusalKind.Model,
        401 or 403 => ProviderRefusalKind.Key,
        < 400 or 404 or 405 => ProviderRefusalKind.Address,
        _ => ProviderRefusalKind.Request,
    };

    private static bool IsTemporary(int status) => status is 408 or 425 or 429 or >= 500;

    private static bool IsOfBalance(ProviderError error) =>
        ByWords(error) == ProviderRefusalKind.Balance || OfBalance().IsMatch(error.Message);

    // Finds the setting by the field that the server's message names.
    private static string SettingOf(string message) => message.ToLowerInvariant() switch
    {
        var text when text.Contains("temperature", StringComparison.Ordinal) =>
            "LLM_TEMPERATURE (none leaves it out), or the model's temperature in LLM_MODELS",
        var text when FormWords().IsMatch(text) =>
            "LLM_STRUCTURED_OUTPUT, or the model's structured_output in LLM_MODELS",
        var text when text.Contains("max_completion_tokens", StringComparison.Ordinal)
            || text.Contains("max_tokens", StringComparison.Ordinal) =>
            "LLM_MAX_TOKENS and LLM_MAX_TOKENS_PARAMETER, or the model's max_tokens_parameter in LLM_MODELS",
        var text when ThinkingWords().IsMatch(text) =>
            "LLM_REASONING_EFFORT, or the model's reasoning_effort in LLM_MODELS",
        _ => "LLM_MODEL, LLM_MAX_TOKENS, LLM_MAX_TOKENS_PARAMETER and LLM_STRUCTURED_OUTPUT",
    };

    [GeneratedRegex(
        "response_format|json_schema|json_object|json mode|structured output", RegexOptions.NonBacktracking)]
    private static partial Regex FormWords();

    [GeneratedRegex("reasoning|thinking|think value", RegexOptions.NonBacktracking)]
    private static partial Regex ThinkingWords();

    [GeneratedRegex(
        "context (length|window|size)|maximum (context|prompt|input)|range of input length|prompt is too long",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex IsOfContext();

    [GeneratedRegex("insufficient (balance|quota|credit|funds)|current quota|overdue|in arrears|余额不足|欠费",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex OfBalance();

    [GeneratedRegex("(model|deployment).{0,80}(not found|not exist|no such)|no such (model|deployment)",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex IsOfModel();
}
