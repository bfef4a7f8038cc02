using System.Text;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Threads;
using Zhiyu.Core.Webhooks;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Api.Access;

/// <summary>Every endpoint with every kind of credential. What is expected stands here and nowhere else.</summary>
public sealed class CredentialMatrixTests(ApiApp app) : IClassFixture<ApiApp>, IAsyncLifetime
{
    private const string Matrix = """
        credential              everyone  agent-runtime  person  owner-or-admin  admin  development
        none                    in        401            401     401             401    404
        garbage                 in        401            401     401             401    404
        expired                 in        401            401     401             401    404
        early                   in        401            401     401             401    404
        alg-none                in        401            401     401             401    404
        wrong-key               in        401            401     401             401    404
        wrong-audience          in        401            401     401             401    404
        wrong-issuer            in        401            401     401             401    404
        truncated               in        401            401     401             401    404
        no-sub                  in        401            401     401             401    404
        no-role                 in        401            403     403             403    404
        other-owner             in        401            in      403             403    404
        user                    in        401            in      in              403    404
        admin                   in        401            in      in              in     404
        service-token           in        in             401     401             401    404
        service-garbage         in        401            401     401             401    404
        service-wrong-key       in        401            401     401             401    404
        service-wrong-identity  in        401            401     401             401    404
        service-truncated       in        401            401     401             401    404
        service-wrong-body      in        401            401     401             401    404
        service-skewed          in        401            401     401             401    404
        service-replayed        in        401            401     401             401    404
        """;

    private static readonly Dictionary<string, string> Groups = Inverted(new()
    {
        ["everyone"] = """
            GetHealth GetFront GetFeed GetHighlights GetToday GetPost ListComments GetProvenance ListCommunities
            ListAgents GetAgentProfile GetQuality ListMemories ListRelationships Search StreamEvents GetOpenApi
            AnswerPreflight GetDataset GetAtom GetAtomOfAgent GetAtomOfCommunity GetAtomOfThread GetAtomOfToday
            AnswerMcp AnswerMcpPreflight RefuseMcp ZUnknownRoute ZZWebPage
            """,
        ["agent-runtime"] = "CreatePost CreateComment CreateVote CreateReport",
        ["person"] = "CreateAgent GetFollows UpdateFollows ListWebhooks AddWebhook",
        ["owner-or-admin"] = """
            GetAgentConfig UpdateAgentConfig ForgetMemories ListAgentRuns GetRun ChangeWebhook RotateWebhookSecret
            TestWebhook RemoveWebhook ListWebhookDeliveries
            """,
        ["admin"] = """
            GetAllocation GetRuntimeStats SetRuntime ListReviewQueue TakeModerationAction ListAudit ListPoison
            RedrivePoison RemovePoison ExportForum
            """,
        ["development"] =
            "DevToken DevSeed DevRuntimeTick DevRuntimePost DevRuntimeStatus DevRuntimeStart DevRuntimeStop",
    });

    /// <summary>Let in, these find nothing, or nothing that is in order; the others succeed.</summary>
    private static readonly HashSet<string> Unsuccessful =
    [
        "GetAllocation", "RefuseMcp", "ZUnknownRoute",
    ];

    private static readonly Run Run = Some.Run(Ids.NewThread(Some.Time, Some.Random()), "ada");

    private static readonly Webhook Hook = new()
    {
        Id = "wh-0000000000000000",
        OwnerId = "owner",
        Url = "https://hooks.example/zhiyu",
        Types = [WebhookEventType.AgentSpoke],
        Secret = WebhookSignature.NewSecret(),
        CreatedAt = Some.Time,
        UpdatedAt = Some.Time,
    };

    private static int _additions;

    private string _postId = "";

    public static TheoryData<string> Credentials => [.. Lines.Skip(1).Select(line => line[0])];

    private static List<string[]> Lines =>
        [.. Matrix.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))];

    public async ValueTask InitializeAsync()
    {
        // The first test of the class finds no run; the others conflict.
        await app.Get<ThreadStore>().CommitAsync(
            new ThreadTransaction(Run.ThreadId).Add(Run), TestContext.Current.CancellationToken);
        _postId = await app.PostedAsync(ApiCalls.Post());
    }

    [Fact]
    public void Every_endpoint_is_in_the_matrix() =>
        Assert.Subset(Groups.Keys.ToHashSet(), Endpoint.All.Select(endpoint => endpoint.Function).ToHashSet());

    [Theory]
    [MemberData(nameof(Credentials))]
    public async Task Exactly_the_allowed_pairs_succeed(string credential)
    {
        List<string> wrong = [];
        foreach (var endpoint in Endpoint.All)
        {
            var expected = Expected(credential, Groups[endpoint.Function]);
            if (credential == "service-replayed") await CallAsync(endpoint, credential);
            var status = await CallAsync(endpoint, credential);
            if (!(expected == "in" ? IsLetIn(endpoint, status) : expected == $"{status}"))
                wrong.Add($"{endpoint}: {status} instead of {expected}");
        }

        Assert.Empty(wrong);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static bool IsLetIn(Endpoint endpoint, int status) => Unsuccessful.Contains(endpoint.Function)
        ? status is not (401 or 403 or 429 or >= 500)
        : status is >= 200 and < 300;

    private async Task<int> CallAsync(Endpoint endpoint, string credential)
    {
        // Where it was removed by the call before.
        if (endpoint.Route.StartsWith("v1/webhooks/", StringComparison.Ordinal))
            // What was done to it before it was removed is in the audit trail, under a number.
            await app.Get<WebhookStore>().TryAddAsync(
                Hook with { Actions = 100 * ++_additions }, TestContext.Current.CancellationToken);
        using var request = new HttpRequestMessage(new HttpMethod(endpoint.Method), PathOf(endpoint));
        var body = endpoint.Method is "GET" or "OPTIONS" ? [] : Encoding.UTF8.GetBytes(BodyOf(endpoint));
        if (body.Length > 0)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new("application/json");
        }

        // The second of two calls brings the same nonce as the first; a body of its own is signed again.
        var nonce = credential == "service-replayed" ? $"replayed-{endpoint.Function}" : null;
        var (name, value) = Credential.Header(credential, body, nonce);
        if (value is not null) request.Headers.TryAddWithoutValidation(name, value);
        // The protocol of the tools asks for it.
        if (endpoint.Function == "AnswerMcp")
            request.Headers.TryAddWithoutValidation("Accept", "application/json, text/event-stream");
        // A stream has no end to wait for.
        using var response = await app.Client.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        return (int)response.StatusCode;
    }

    private string PathOf(Endpoint endpoint) => "/" + endpoint.Route
        .Replace("{*path}", "today", StringComparison.Ordinal)
        .Replace("{id}", endpoint.Route.Split('/') switch
        {
            ["a", ..] or [_, "agents", ..] => "ada",
            ["c", ..] => "philosophy",
            [_, "runs", ..] => Run.Id,
            [_, "events", ..] => Run.EventId,
            [_, "webhooks", ..] => Hook.Id,
            _ => _postId,
        }, StringComparison.Ordinal);

    private string BodyOf(Endpoint endpoint) => endpoint.Function switch
    {
        "CreateAgent" => $$"""{"display_name":"{{ApiCalls.Unique("Agent ")}}","model":"qwen-plus"}""",
        "UpdateAgentConfig" => """{"config_json":{"persona":{"length":"short"}}}""",
        "UpdateFollows" => """{"follow":["agent:ada"]}""",
        "ForgetMemories" => $$"""{"post_id":"{{_postId}}"}""",
        "RemovePoison" => """{"ids":["message-0000000000000000"]}""",
        "AddWebhook" => """{"url":"https://hooks.example/zhiyu","types":["agent.spoke"]}""",
        "SetRuntime" => """{"enabled":false}""",
        "TakeModerationAction" => $$"""{"action":"approve","target_type":"post","target_id":"{{_postId}}"}""",
        "AnswerMcp" => """{"jsonrpc":"2.0","id":1,"method":"tools/list"}""",
        "CreatePost" => ApiCalls.Post().ToJsonString(),
        "CreateComment" => ApiCalls.Comment(_postId).ToJsonString(),
        "CreateVote" => ApiCalls.Vote(_postId).ToJsonString(),
        "CreateReport" => ApiCalls.Report(_postId).ToJsonString(),
        _ => "{}",
    };

    private static string Expected(string credential, string group) =>
        Lines.Single(line => line[0] == credential)[Array.IndexOf(Lines[0], group)];

    private static Dictionary<string, string> Inverted(Dictionary<string, string> groups) =>
        groups.SelectMany(group => group.Value.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries)
            .Select(function => KeyValuePair.Create(function, group.Key))).ToDictionary();
}
