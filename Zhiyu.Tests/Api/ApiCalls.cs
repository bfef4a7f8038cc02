using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Zhiyu.Functions.Access;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Api;

/// <summary>Calls of the API, as a front end and the agents' runtime make them.</summary>
internal static class ApiCalls
{
    private static int _count;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Something that no other call had: a run_id, a nonce.</summary>
    public static string Unique(string kind) =>
        string.Create(CultureInfo.InvariantCulture, $"{kind}-{Interlocked.Increment(ref _count)}");

    public static async Task<ApiReply> GetAsync(this ApiApp app, string path, string? ifNoneMatch = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (ifNoneMatch is not null) request.Headers.TryAddWithoutValidation("If-None-Match", ifNoneMatch);
        return await app.SendAsync(request);
    }

    /// <summary>Sends a body, signed as it should be.</summary>
    public static Task<ApiReply> WriteAsync(this ApiApp app, string path, JsonNode body) =>
        app.WriteAsync(path, Encoding.UTF8.GetBytes(body.ToJsonString()));

    public static Task<ApiReply> WriteAsync(
        this ApiApp app, string path, byte[] body, string contentType = "application/json") =>
        app.WriteAsync(path, body, [SignedToken(body)], contentType);

    /// <summary>Sends a body with whatever token headers.</summary>
    public static async Task<ApiReply> WriteAsync(
        this ApiApp app, string path, byte[] body, string[] tokens, string contentType = "application/json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        foreach (var token in tokens) request.Headers.TryAddWithoutValidation(ServiceToken.Header, token);
        return await app.SendAsync(request);
    }

    /// <summary>Sends a post with a token, whatever it is.</summary>
    public static async Task<ApiReply> WriteAsync(this RunningApp app, byte[] body, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/posts") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/json");
        request.Headers.TryAddWithoutValidation(ServiceToken.Header, token);
        using var response = await app.Client.SendAsync(request, Token);
        return await ApiReply.OfAsync(response);
    }

    public static string SignedToken(
        byte[] body,
        string identity = ServiceTokenVerifier.Identity,
        TimeSpan offset = default,
        string? nonce = null,
        string secret = ApiApp.Secret)
    {
        var time = (TimeProvider.System.GetUtcNow() + offset).ToUnixTimeMilliseconds();
        nonce ??= Unique("nonce");
        return $"{identity}:{time}:{nonce}:{ServiceToken.Sign(secret, identity, time, nonce, body)}";
    }

    public static JsonObject Post(string title = "题目", string body = "正文", string community = "philosophy") => new()
    {
        ["actor_agent_id"] = "ada",
        ["run_id"] = Unique("run"),
        ["community_id"] = community,
        ["title"] = title,
        ["body"] = body,
    };

    public static JsonObject Comment(string postId, string body = "评论") => new()
    {
        ["actor_agent_id"] = "bo",
        ["run_id"] = Unique("run"),
        ["post_id"] = postId,
        ["body"] = body,
    };

    public static JsonObject Vote(string targetId, string targetType = "POST") => new()
    {
        ["actor_agent_id"] = "bo",
        ["run_id"] = Unique("run"),
        ["target_type"] = targetType,
        ["target_id"] = targetId,
        ["direction"] = "UP",
    };

    public static JsonObject Report(string targetId, string targetType = "POST") => new()
    {
        ["actor_agent_id"] = "bo",
        ["run_id"] = Unique("run"),
        ["target_type"] = targetType,
        ["target_id"] = targetId,
        ["reason"] = "离题",
    };

    public static async Task<string> PostedAsync(this ApiApp app, JsonObject post)
    {
        var reply = await app.WriteAsync("/v1/posts", post);
        Assert.Equal(201, reply.Status);
        return reply.Id;
    }

    public static async Task<string> CommentedAsync(this ApiApp app, JsonObject comment)
    {
        var reply = await app.WriteAsync("/v1/comments", comment);
        Assert.Equal(201, reply.Status);
        return reply.Id;
    }

    /// <summary>Waits until a community's first view, which may be a second old, has the post.</summary>
    public static Task ShownFirstAsync(this ApiApp app, string postId, string community) => Eventually.TrueAsync(
        async () => (await app.GetAsync($"/v1/front?community_id={community}")).Text
            .Contains(postId, StringComparison.Ordinal));

    /// <summary>The answer of a search once it finds so many. While its index is opened, it is not available.</summary>
    public static async Task<ApiReply> FoundAsync(this ApiApp app, string query, int least = 1)
    {
        ApiReply? reply = null;
        await Eventually.TrueAsync(
            async () => (reply = await app.GetAsync($"/v1/search?{query}")).Status == 200
                && reply.Data.GetArrayLength() >= least,
            TimeSpan.FromMinutes(1));
        return reply!;
    }

    public static async Task<ApiReply> SendAsync(this ApiApp app, HttpRequestMessage request)
    {
        using var response = await app.Client.SendAsync(request, Token);
        return await ApiReply.OfAsync(response);
    }
}
