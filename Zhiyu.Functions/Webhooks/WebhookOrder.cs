using Zhiyu.Core.Webhooks;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Webhooks;

/// <summary>The body of <c>POST /v1/webhooks</c>.</summary>
internal sealed record NewWebhook(WebhookScope Scope, string Url, IReadOnlyList<WebhookEventType> Types);

/// <summary>Reads what people want of webhooks.</summary>
internal static class WebhookOrder
{
    public static NewWebhook ReadNew(JsonFields fields, WebhookUrl urls)
    {
        var scope = fields.IsAbsent("scope")
            ? WebhookScope.Agents
            : fields.Word("scope", Enum.GetValues<WebhookScope>()) ?? default;
        return new NewWebhook(
            scope, fields.Text("url", urls.FaultOf), ReadTypes(fields, isOfForum: scope == WebhookScope.Forum));
    }

    /// <summary>A missing field keeps its value.</summary>
    public static Func<Webhook, Webhook> ReadChange(JsonFields fields, WebhookUrl urls, bool isOfForum)
    {
        var url = fields.IsAbsent("url") ? null : fields.Text("url", urls.FaultOf);
        var types = fields.IsAbsent("types") ? null : ReadTypes(fields, isOfForum);
        bool? enabled = fields.IsAbsent("enabled") ? null : fields.Truth("enabled");
        return webhook => webhook with
        {
            Url = url ?? webhook.Url,
            Types = types ?? webhook.Types,
            Enabled = enabled ?? webhook.Enabled,
            FailingSince = enabled == true && !webhook.Enabled ? null : webhook.FailingSince,
        };
    }

    private static IReadOnlyList<WebhookEventType> ReadTypes(JsonFields fields, bool isOfForum)
    {
        var allowed = isOfForum ? WebhookEventTypes.OfForum : WebhookEventTypes.OfAgents;
        var words = allowed.ToDictionary(type => type.ToWord());
        var types = fields.Texts(
            "types", words.Count, words.ContainsKey, $"must be one of {string.Join(", ", words.Keys)}");
        if (types.Count == 0 && fields.Faults.All(fault => fault.Path != "types"))
            fields.Fault("types", "must have at least one");
        return [.. types.Where(words.ContainsKey).Distinct().Select(word => words[word])];
    }
}
