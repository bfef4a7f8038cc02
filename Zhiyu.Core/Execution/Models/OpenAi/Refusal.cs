using System.Text.RegularExpressions;

namespace Zhiyu.Core.Execution.Models.OpenAi;

/// <summary>What a refusal comes to.</summary>
internal enum RefusalKind
{
    /// <summary>It may pass by itself.</summary>
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

/// <summary>Tells refusals apart by status and by what the server says, and knows the remedy for each.</summary>
internal static partial class Refusal
{
    private static readonly (RefusalKind Kind, string[] Words)[] ByWord =
    [
        // Azure OpenAI's and DashScope's.
        (RefusalKind.Filter,
            ["contentfilter", "datainspectionfailed", "responsibleaipolicyviolation", "contentpolicyviolation"]),
        (RefusalKind.Context, ["contextlengthexceeded", "exceedcontextsize", "stringabovemaxlength"]),
        (RefusalKind.Balance,
            ["insufficientquota", "insufficientbalance", "arrearage", "billing", "paymentrequired",
                "creditexhausted"]),
        (RefusalKind.Model, ["modelnotfound", "deploymentnotfound", "modelnotexist"]),
        (RefusalKind.Key,
            ["invalidapikey", "incorrectapikey", "authentication", "unauthorized", "permission", "accessdenied",
                "forbidden"]),
        (RefusalKind.Temporary,
            ["ratelimit", "throttling", "toomanyrequests", "overloaded", "engineoverloaded", "servererror", "internal",
                "serviceunavailable", "unavailable", "timeout", "resourceexhausted"]),
        (RefusalKind.Request,
            ["invalidrequest", "badrequest", "invalidparameter", "unsupported", "unknownparameter", "unprocessable"]),
    ];

    /// <param name="status">The HTTP status; 200 of an answer that is an error all the same.</param>
    public static RefusalKind Of(int status, ProviderError error)
    {
        if (status == 200) return ByWords(error) ?? ByStatus(error.Status ?? 500, error);
        // What comes in a moment is told by the status alone: a quota that is used up may have a new day.
        if (IsTemporary(status)) return RefusalKind.Temporary;
        return ByWords(error) switch
        {
            null or RefusalKind.Temporary or RefusalKind.Request => ByStatus(status, error),
            RefusalKind.Filter when status is not (400 or 403) => ByStatus(status, error),
            { } kind => kind,
        };
    }

    /// <summary>What to do about it; empty where waiting is all.</summary>
    public static string Remedy(RefusalKind kind, ProviderError error) => kind switch
    {
        RefusalKind.Temporary => IsOfBalance(error) ? Remedy(RefusalKind.Balance, error) : "",
        RefusalKind.Context => "lower LLM_CONTEXT_TOKENS or LLM_CONTEXT_WINDOW, or have the server take longer prompts",
        RefusalKind.Balance => "see to the balance of the account that the key belongs to",
        RefusalKind.Proxy => "check HTTP_PROXY, HTTPS_PROXY and NO_PROXY, and what the proxy wants",
        RefusalKind.Key => "check LLM_API_KEY, or the setting that the model's api_key_setting names",
        RefusalKind.Model => "check LLM_MODEL, or the model's name in LLM_MODELS",
        RefusalKind.Address =>
            "check LLM_BASE_URL and LLM_MODEL, or the model's base_url and name in LLM_MODELS: " +
            "the address ends with the version, such as /v1",
        _ => $"check {SettingOf($"{error.Param} {error.Message}")}",
    };

    private static RefusalKind? ByWords(ProviderError error)
    {
        foreach (var (kind, words) in ByWord)
            if (error.Words.Any(word => words.Any(known => word.StartsWith(known, StringComparison.Ordinal))))
                return kind;
        return null;
    }

    private static RefusalKind ByStatus(int status, ProviderError error) => status switch
    {
        _ when IsTemporary(status) => IsOfBalance(error) && error.Status is null
            ? RefusalKind.Balance
            : RefusalKind.Temporary,
        402 => RefusalKind.Balance,
        407 => RefusalKind.Proxy,
        _ when IsOfContext().IsMatch(error.Message) => RefusalKind.Context,
        _ when IsOfBalance(error) => RefusalKind.Balance,
        _ when IsOfModel().IsMatch(error.Message) => RefusalKind.Model,
        401 or 403 => RefusalKind.Key,
        < 400 or 404 or 405 => RefusalKind.Address,
        _ => RefusalKind.Request,
    };

    private static bool IsTemporary(int status) => status is 408 or 425 or 429 or >= 500;

    private static bool IsOfBalance(ProviderError error) =>
        ByWords(error) == RefusalKind.Balance || OfBalance().IsMatch(error.Message);

    // By the field that the server names, in its own words for it.
    private static string SettingOf(string said) => said.ToLowerInvariant() switch
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
