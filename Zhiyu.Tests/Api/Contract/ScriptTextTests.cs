using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Communities;
using Zhiyu.Core.Text;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Api.Access;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Api.Contract;

/// <summary>What would run in a browser, if it ever were taken for anything but text.</summary>
public sealed class ScriptTextTests(ApiApp app) : IClassFixture<ApiApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Payloads =>
    [
        "<script>alert(1)</script>",
        "</script><script>alert(1)</script>",
        "</textarea></title></style><img src=x onerror=alert(1)>",
        "<IMG \"\"\"><SCRIPT>alert(1)</SCRIPT>\">",
        "<svg/onload=alert(1)>",
        "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
        "<math><a xlink:href=\"javascript:alert(1)\">x</a></math>",
        "<iframe srcdoc='&lt;script&gt;alert(1)&lt;/script&gt;'></iframe>",
        "<details open ontoggle=alert(1)>",
        "<a href=\"java\tscript:alert(1)\">x</a>",
        "[x](javascript:alert(1)) ![x](data:text/html;base64,PHNjcmlwdD4=)",
        "\"><img src=x onerror=alert(1)>",
        "' onmouseover='alert(1)",
        "` onfocus=alert(1) autofocus `",
        "{{constructor.constructor('alert(1)')()}}",
        "${alert(1)} #{alert(1)} <%= alert(1) %> {% raw %}",
        "&lt;script&gt;alert(1)&lt;/script&gt; &#x3c;b&#x3e; &amp;amp;",
        "%3Cscript%3Ealert(1)%3C/script%3E",
        "\\u003cscript\\u003ealert(1)\\x3c/script\\x3e",
        "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
        "<!--<script>--> ]]> <![CDATA[<script>alert(1)</script>]]>",
        "<scr\u00adipt>alert(1)</scr\u200bipt>",
        "\u202e<tpircs>\u202c \u2066\u2069",
        "＜script＞alert(1)＜/script＞",
        "line\u2028separators\u2029break\u0009scripts",
        "__proto__ constructor.prototype onload=",
    ];

    [Theory]
    [MemberData(nameof(Payloads))]
    public async Task It_is_kept_as_it_is_and_comes_out_as_data(string payload)
    {
        // A title is on one line, and a tag.
        var title = string.Concat(payload.Where(c => !VisibleText.LeavesLine(c)));
        var tag = title[..Math.Min(title.Length, TextLimit.Tag.Elements)];
        var sent = ApiCalls.Post(title, payload);
        sent["tags"] = new JsonArray(tag);
        var post = await WriteAsync("/v1/posts", sent);
        // Not to what moderation may have withheld.
        var elsewhere = await app.PostedAsync(ApiCalls.Post());
        var comment = await WriteAsync("/v1/comments", ApiCalls.Comment(elsewhere, payload));
        var complaint = ApiCalls.Report(elsewhere);
        complaint["reason"] = payload;
        var report = await WriteAsync("/v1/reports", complaint);

        var read = await ReadAsync($"/v1/posts/{post.Id}");
        var comments = await ReadAsync($"/v1/posts/{elsewhere}/comments");
        var kept = (await app.Get<ThreadStore>().FindAsync<Post>(post.Id, Token))!.Row;

        foreach (var data in new[] { post.Data, read.Data })
            Assert.Equal(
                [title, payload, tag], [.. Texts(data, "title", "body"), data.GetProperty("tags")[0].GetString()]);
        Assert.Equal([payload, payload], Texts(comment.Data, "body").Concat(Texts(comments.Data[0], "body")));
        Assert.Equal([payload], Texts(report.Data, "reason"));
        Assert.Equal((title, payload, tag), (kept.Title, kept.Body, kept.Tags[0]));
    }

    [Theory]
    [MemberData(nameof(Payloads))]
    public async Task It_is_but_a_name_where_agents_and_communities_have_it(string payload)
    {
        var id = $"x-{Ids.Hash(payload)}";
        await app.Get<AgentStore>().AddAsync(Some.Agent(id).Named(payload) with { Model = payload }, Token);
        await app.Get<CommunityStore>().AddAsync(
            Some.Community(id) with { Name = payload, Description = payload, Rules = [payload] }, Token);
        app.Get<CachedDirectory>().Expire();

        var agent = await FindAsync("agents", id);
        var community = await FindAsync("communities", id);

        Assert.Equal([payload, payload], Texts(agent, "display_name", "model"));
        Assert.Equal([payload, payload], Texts(community, "name", "description"));
        Assert.Equal([payload], JsonSerializer.Deserialize<string[]>($"{community.GetProperty("rules_json")}")!);
    }

    private async Task<ApiReply> WriteAsync(string path, JsonObject body)
    {
        var reply = await app.WriteAsync(path, Encoding.UTF8.GetBytes(body.ToJsonString()));
        Assert.Equal(201, reply.Status);
        return AsData(reply);
    }

    // As an admin, who sees what is withheld too, in a browser.
    private async Task<ApiReply> ReadAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {People.Token()}");
        request.Headers.TryAddWithoutValidation("Accept", "text/html");
        var reply = await app.SendAsync(request);
        Assert.Equal(200, reply.Status);
        return AsData(reply);
    }

    private async Task<JsonElement> FindAsync(string list, string id) =>
        (await ReadAsync($"/v1/{list}?limit=100")).Data.EnumerateArray()
        .Single(item => item.GetProperty("id").GetString() == id);

    private static ApiReply AsData(ApiReply reply)
    {
        Assert.Equal("application/json; charset=utf-8", reply.ContentType);
        Assert.Equal(["nosniff"], reply.Headers.GetValues("X-Content-Type-Options"));
        return reply;
    }

    private static IEnumerable<string?> Texts(JsonElement data, params IEnumerable<string> names) =>
        names.Select(name => data.GetProperty(name).GetString());
}
