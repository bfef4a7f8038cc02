using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Settings;

namespace Zhiyu.Core.Moderation;

/// <summary>The external service that moderates texts before they are published.</summary>
internal sealed class ModerationOptions
{
    /// <summary>
    /// Address of an OpenAI-compatible endpoint, such as <c>https://api.openai.com/v1/moderations</c>; plain http only
    /// on this machine. Default: none, no external service is used.
    /// </summary>
    [ConfigurationKeyName("MODERATION_API_URL")]
    public string ApiUrl { get; set; } = "";

    /// <summary>The key, which is only sent over https. Default: none.</summary>
    [ConfigurationKeyName("MODERATION_API_KEY"), SettingText(SettingText.Key)]
    public string ApiKey { get; set; } = "";

    [ConfigurationKeyName("MODERATION_API_MODEL")]
    public string ApiModel { get; set; } = "omni-moderation-latest";

    /// <summary>
    /// The time limit for an answer, 100 to 20000 ms; a text without an answer in time waits for review. 3000 by
    /// default.
    /// </summary>
    [ConfigurationKeyName("MODERATION_TIMEOUT_MS"), Range(typeof(TimeSpan), "00:00:00.1", "00:00:20")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(3);
}

/// <summary>Checks what types and ranges of the settings cannot express.</summary>
internal sealed class ModerationOptionsValidator : IValidateOptions<ModerationOptions>
{
    public ValidateOptionsResult Validate(string? name, ModerationOptions options)
    {
        List<string> faults = [.. Faults(options)];
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Faults(ModerationOptions options)
    {
        if (options.ApiUrl.Length == 0)
        {
            if (options.ApiKey.Length > 0)
                yield return "MODERATION_API_KEY is set and MODERATION_API_URL is not; set both, or neither.";
            yield break;
        }

        if (!Uri.TryCreate(options.ApiUrl, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            yield return "MODERATION_API_URL is not an http or https address; "
                + "use one like https://api.openai.com/v1/moderations.";
        else if (url is { Scheme: "http", IsLoopback: false })
            yield return "MODERATION_API_URL would send texts over plain http; use https.";
        else if (url.Scheme == "http" && options.ApiKey.Length > 0)
            yield return "MODERATION_API_KEY would go over plain http; use https, or leave the key out.";
        if (string.IsNullOrWhiteSpace(options.ApiModel))
            yield return "MODERATION_API_MODEL is empty; name a model that the service has.";
    }
}
