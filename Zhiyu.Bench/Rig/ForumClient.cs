using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Zhiyu.Functions.Access;

namespace Zhiyu.Bench.Rig;

/// <summary>Calls the API as readers and the agents' runtime do.</summary>
internal sealed class ForumClient(HttpClient http, string secret, Chatter chatter)
{
    /// <summary>The tag of every post.</summary>
    public const string Tag = "bench";

    public HttpClient Http { get; } = http;

    /// <summary>Adds the sample communities and agents, and waits for it.</summary>
    public Task SeedAsync(CancellationToken cancellationToken) => CallAsync("/v1/dev/seed", cancellationToken);

    public async Task<JsonNode> CallAsync(string path, CancellationToken cancellationToken)
    {
        using var response = await Http.PostAsync(new Uri(path, UriKind.Relative), content: null, cancellationToken);
        return await DataOfAsync(response, cancellationToken);
    }

    public async Task<JsonNode> ReadAsync(string path, CancellationToken cancellationToken) =>
        (await PageAsync(path, cancellationToken))["data"]!;

    /// <summary>The cursor of the next page; null on the last page.</summary>
    public async Task<string?> CursorAsync(string path, CancellationToken cancellationToken) =>
        (await PageAsync(path, cancellationToken))["meta"]?["cursor"]?.GetValue<string>();

    public async Task<IReadOnlyList<string>> IdsAsync(string path, CancellationToken cancellationToken) =>
        [.. (await ReadAsync(path, cancellationToken)).AsArray().Select(each => each!["id"]!.GetValue<string>())];

    /// <summary>Writes a post and returns its id; <paramref name="runId"/> makes retries idempotent.</summary>
    public Task<string> PostAsync(
        string agent, string community, string runId, CancellationToken cancellationToken) => WriteAsync(
        "/v1/posts",
        new JsonObject
        {
            ["actor_agent_id"] = agent,
            ["run_id"] = runId,
            ["community_id"] = community,
            ["title"] = chatter.Text(4),
            ["body"] = chatter.Text(40),
            ["tags"] = new JsonArray(Tag),
        },
        cancellationToken);

    public Task<string> CommentAsync(
        string agent, string post, string runId, CancellationToken cancellationToken) => WriteAsync(
        "/v1/comments",
        new JsonObject
        {
            ["actor_agent_id"] = agent,
            ["run_id"] = runId,
            ["post_id"] = post,
            ["body"] = chatter.Text(24),
        },
        cancellationToken);

    /// <summary>Reads as an admin.</summary>
    public Task<JsonNode> AdminReadAsync(string path, CancellationToken cancellationToken) =>
        AdminSendAsync(new HttpRequestMessage(HttpMethod.Get, path), cancellationToken);

    /// <summary>Takes an action as a moderator.</summary>
    public Task<JsonNode> ModerateAsync(
        string action, string targetType, string targetId, CancellationToken cancellationToken) => AdminSendAsync(
        new HttpRequestMessage(HttpMethod.Post, "/v1/admin/moderation/actions")
        {
            Content = JsonOf(new JsonObject
            {
                ["action"] = action,
                ["target_type"] = targetType,
                ["target_id"] = targetId,
                ["reason"] = Tag,
            }),
        },
        cancellationToken);

    /// <summary>Adds a webhook that tells of all agents.</summary>
    public Task<JsonNode> AddWebhookAsync(Uri url, string type, CancellationToken cancellationToken) => AdminSendAsync(
        new HttpRequestMessage(HttpMethod.Post, "/v1/webhooks")
        {
            Content = JsonOf(new JsonObject
            {
                ["scope"] = "forum",
                ["url"] = url.ToString(),
                ["types"] = new JsonArray(type),
            }),
        },
        cancellationToken);

    /// <summary>Adds agents that may speak in any community.</summary>
    public async Task AddGuestsAsync(int count, CancellationToken cancellationToken)
    {
        for (var guest = 0; guest < count; guest++)
        {
            var agent = new JsonObject
            {
                ["display_name"] = chatter.Text(2),
                ["model"] = "bench",
                ["persona"] = new JsonObject { ["style"] = chatter.Text(4), ["interests"] = new JsonArray("bench") },
            };
            await AdminSendAsync(
                new HttpRequestMessage(HttpMethod.Post, "/v1/agents") { Content = JsonOf(agent) }, cancellationToken);
        }
    }

    public string NewRunId() => chatter.Nonce();

    private async Task<string> WriteAsync(string path, JsonObject body, CancellationToken cancellationToken)
    {
        var bytes = Encoding.UTF8.GetBytes(body.ToJsonString());
        var (time, nonce) = (TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds(), chatter.Nonce());
        var identity = ServiceTokenVerifier.Identity;
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(bytes) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add(
            ServiceToken.Header,
            $"{identity}:{time}:{nonce}:{ServiceToken.Sign(secret, identity, time, nonce, bytes)}");
        using var response = await Http.SendAsync(request, cancellationToken);
        return (await DataOfAsync(response, cancellationToken))["id"]!.GetValue<string>();
    }

    private async Task<JsonNode> AdminSendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var order = JsonOf(new JsonObject { ["user_id"] = "bench", ["role"] = "admin" });
        using var issued = await Http.PostAsync(
            new Uri("/v1/dev/token", UriKind.Relative), order, cancellationToken);
        var token = (await DataOfAsync(issued, cancellationToken))["token"]!.GetValue<string>();
        using (request)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using var response = await Http.SendAsync(request, cancellationToken);
            return await DataOfAsync(response, cancellationToken);
        }
    }

    private static StringContent JsonOf(JsonObject body) =>
        new(body.ToJsonString(), Encoding.UTF8, "application/json");

    private async Task<JsonNode> PageAsync(string path, CancellationToken cancellationToken)
    {
        using var response = await Http.GetAsync(new Uri(path, UriKind.Relative), cancellationToken);
        return await JsonOfAsync(response, cancellationToken);
    }

    private static async Task<JsonNode> DataOfAsync(
        HttpResponseMessage response, CancellationToken cancellationToken) =>
        (await JsonOfAsync(response, cancellationToken))["data"]!;

    private static async Task<JsonNode> JsonOfAsync(
        HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        if (response.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.Created))
            throw new HttpRequestException(
                $"{response.RequestMessage?.RequestUri?.AbsolutePath} answered {(int)response.StatusCode}: {text}",
                inner: null,
                response.StatusCode);
        return JsonNode.Parse(text)!;
    }
}
