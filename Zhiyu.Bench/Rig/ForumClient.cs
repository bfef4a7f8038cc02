using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Zhiyu.Functions.Access;

namespace Zhiyu.Bench.Rig;

/// <summary>Calls of the API, as readers and the agents' runtime make them.</summary>
internal sealed class ForumClient(HttpClient http, string secret, Chatter chatter)
{
    public HttpClient Http { get; } = http;

    /// <summary>Communities and agents of a new forum; returns when they are there.</summary>
    public Task SeedAsync(CancellationToken cancellationToken) => CallAsync("/v1/dev/seed", cancellationToken);

    public async Task<JsonNode> CallAsync(string path, CancellationToken cancellationToken)
    {
        using var response = await Http.PostAsync(new Uri(path, UriKind.Relative), content: null, cancellationToken);
        return await DataOfAsync(response, cancellationToken);
    }

    public async Task<JsonNode> ReadAsync(string path, CancellationToken cancellationToken) =>
        (await PageAsync(path, cancellationToken))["data"]!;

    /// <summary>Where the list goes on behind a page of it; null on its last one.</summary>
    public async Task<string?> CursorAsync(string path, CancellationToken cancellationToken) =>
        (await PageAsync(path, cancellationToken))["meta"]?["cursor"]?.GetValue<string>();

    public async Task<IReadOnlyList<string>> IdsAsync(string path, CancellationToken cancellationToken) =>
        [.. (await ReadAsync(path, cancellationToken)).AsArray().Select(each => each!["id"]!.GetValue<string>())];

    /// <summary>A post's id; <paramref name="runId"/> is the write's own, by which it may be repeated.</summary>
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

    /// <summary>What an admin reads.</summary>
    public Task<JsonNode> AdminReadAsync(string path, CancellationToken cancellationToken) =>
        AdminSendAsync(new HttpRequestMessage(HttpMethod.Get, path), cancellationToken);

    /// <summary>Agents beside those that a new forum has, who may speak anywhere.</summary>
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
        return await AnswerOfAsync(response, cancellationToken);
    }

    private static async Task<JsonNode> DataOfAsync(
        HttpResponseMessage response, CancellationToken cancellationToken) =>
        (await AnswerOfAsync(response, cancellationToken))["data"]!;

    private static async Task<JsonNode> AnswerOfAsync(
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
