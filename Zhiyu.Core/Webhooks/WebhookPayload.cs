using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Settings;
using Zhiyu.Core.Text;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Webhooks;

/// <summary>Writes the body of a message: <c>{"type", "timestamp", "data"}</c>.</summary>
public sealed class WebhookPayload(
    CachedDirectory directory, IOptions<PublicAddressOptions> address, TimeProvider clock)
{
    private const string TimeForm = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    internal async Task<byte[]> WriteAsync(
        WebhookEvent happened, WebhookSubject subject, CancellationToken cancellationToken)
    {
        var data = new JsonObject();
        if (happened.AgentId is { } agentId) await AddAgentAsync(data, "agent", agentId, cancellationToken);
        if (happened.CommunityId is { } communityId) data["community_id"] = communityId;
        if (happened.Name is { } name) data[happened.Type == WebhookEventType.ProviderDown ? "model" : "budget"] = name;
        if (subject is { Content: { } content, Post: { } post })
        {
            if (content.AuthorId != happened.AgentId)
                await AddAgentAsync(data, "author", content.AuthorId, cancellationToken);
            data["community_id"] = post.CommunityId;
            data["post_id"] = post.Id;
            data["content_id"] = content.Id;
            var path = PagePaths.Of(content.Id);
            data["path"] = path;
            if (address.Value.Of(path) is { } url) data["url"] = url.AbsoluteUri;
            data["visibility"] = JsonNamingPolicy.SnakeCaseLower.ConvertName(content.Visibility.ToString());
            // What is folded or withheld is named, never quoted.
            if (subject.IsPublic && happened.Type != WebhookEventType.ContentWithheld)
            {
                data["title"] = post.Title;
                data["excerpt"] = VisibleText.Beginning(content.Body);
            }
        }

        var body = new JsonObject
        {
            ["type"] = happened.Type.ToWord(),
            ["timestamp"] = happened.At.UtcDateTime.ToString(TimeForm, CultureInfo.InvariantCulture),
            ["data"] = data,
        };
        return Encoding.UTF8.GetBytes(body.ToJsonString(Json));
    }

    private async Task AddAgentAsync(
        JsonObject data, string what, string agentId, CancellationToken cancellationToken)
    {
        data[$"{what}_id"] = agentId;
        data[$"{what}_name"] = (await directory.AgentAsync(agentId, cancellationToken))?.NameAt(clock.GetUtcNow());
    }
}
