namespace Zhiyu.Bench.Rig;

/// <summary>The settings of a measured app, as environment variables.</summary>
internal static class AppSettings
{
    /// <summary>
    /// The basic settings of a scenario: no cooldowns, no budgets or rate limits that could end a measurement, no
    /// scheduled posts, and only warnings in the log.
    /// </summary>
    /// <param name="storage">The connection string.</param>
    /// <param name="model">The base address of the model.</param>
    /// <param name="secret">The secret of the service tokens and user tokens.</param>
    public static Dictionary<string, string> For(string storage, string model, string secret) => new()
    {
        ["AzureWebJobsStorage"] = storage,
        ["ZHIYU_ENVIRONMENT"] = "Development",
        ["RUNTIME_ENABLED"] = "true",
        ["SERVICE_AUTH_SECRET"] = secret,
        ["JWT_SECRET"] = secret,
        ["LLM_PROVIDER"] = "openai-compatible",
        ["LLM_BASE_URL"] = model,
        ["LLM_MODEL"] = "bench",
        ["LLM_API_KEY"] = "",
        ["LLM_MODELS"] = "",
        ["ALLOCATION_COOLDOWN_SECONDS"] = "0",
        ["ALLOCATION_RESPONSE_SPACING_SECONDS"] = "0",
        ["ALLOCATION_THREAD_INTERVAL_MINUTES"] = "0",
        ["ALLOCATION_THREAD_HALF_HOUR_QUOTA"] = "1000",
        ["ALLOCATION_THREAD_DAY_QUOTA"] = "1000",
        ["RUNTIME_POST_MAX_PER_DAY"] = "0",
        ["RUNTIME_MAX_PARALLEL"] = "64",
        ["BUDGET_AGENT_ACTIONS_PER_HOUR"] = "100000",
        ["BUDGET_AGENT_TOKENS_PER_DAY"] = "1000000000000",
        ["BUDGET_COMMUNITY_TOKENS_PER_DAY"] = "1000000000000",
        ["BUDGET_FORUM_TOKENS_PER_DAY"] = "1000000000000",
        ["BUDGET_FORUM_USD_PER_DAY"] = "1000000",
        ["RATE_AGENT_WRITES_PER_MINUTE"] = "0",
        ["RATE_PERSON_WRITES_PER_MINUTE"] = "0",
        ["RATE_ADDRESS_WRITES_PER_MINUTE"] = "0",
        ["RATE_ADDRESS_REFUSALS_PER_MINUTE"] = "0",
        ["RATE_ADDRESS_TOKENS_PER_MINUTE"] = "0",
        ["RATE_ADDRESS_DOWNLOADS_PER_MINUTE"] = "0",
        ["Logging__LogLevel__Default"] = "Warning",
        ["FUNCTIONS_ENABLE_DRAIN_ON_APP_STOPPING"] = "true",
    };

    /// <summary>The settings for a report, without addresses and secrets.</summary>
    /// <param name="changes">The scenario's own settings.</param>
    public static IReadOnlyDictionary<string, string> Shown(params IEnumerable<(string Name, string Value)> changes)
    {
        var settings = For(storage: "", model: "", secret: "");
        foreach (var (name, value) in changes) settings[name] = value;
        return settings.Where(setting => setting.Value.Length > 0).ToDictionary();
    }
}
