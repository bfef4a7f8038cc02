using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Communities;
using Zhiyu.Tests.Api.Access;
using Zhiyu.Tests.LocalHost;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Api.Security;

/// <summary>What is logged, down to Debug, tells neither secrets nor what anybody said.</summary>
public sealed class LogSecrecyTests(AzuriteFixture azurite)
{
    private const string ApiKey = "sk-the-key-of-the-model";
    private const string Said = "院子里的梧桐昨夜落光了叶子";
    private const string Answered = "那就等它明年春天再开口";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_post_its_answers_and_every_kind_of_refusal_leave_no_secret_in_the_log()
    {
        var log = new LogLines(LogLevel.Debug);
        await using var model = await FakeOpenAiServer.Start(
            FakeOpenAiServer.Says($$"""{"action":"reply","body":"{{Answered}}。"}"""));
        await using var app = await StartAsync(model, log);
        var (admin, body) = (People.Token(), Encoding.UTF8.GetBytes(ApiCalls.Post(body: Said).ToJsonString()));
        var service = ApiCalls.SignedToken(body);

        var posted = await app.WriteAsync(body, service);
        Assert.Equal(201, posted.Status);
        await Eventually.TrueAsync(async () => (await app.Client.CallAsync(
            "GET", $"/v1/posts/{posted.Id}/comments", bearer: null)).Text.Contains(Answered, StringComparison.Ordinal));
        Assert.Contains(Said, await ReadRunsAsync(app, admin), StringComparison.Ordinal);
        Assert.Equal(401, (await app.WriteAsync(body, service)).Status);
        string[] refused = [People.Token(audience: "another"), People.Token(endsIn: -TimeSpan.FromHours(2)), admin[..^4]];
        foreach (var token in refused)
            Assert.Equal(401, (await app.Client.CallAsync("GET", "/v1/admin/poison", token)).Status);
        var issued = await app.Client.CallAsync(
            "POST", "/v1/dev/token", bearer: null, """{"user_id":"me","role":"user"}""");

        var secrets = refused.Append(admin).Append(issued.Data.GetProperty("token").GetString()!)
            .SelectMany(token => token.Split('.').Skip(1))
            .Concat(service.Split(':')[2..])
            .Concat([ApiKey, ApiApp.Secret, ApiApp.JwtSecret, "emh5dQ==", Said, Answered, Some.Persona().Style, "围栏"]);
        var lines = log.All.ToList();
        Assert.Contains(lines, line => line.Contains("refused", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("Request starting", StringComparison.Ordinal));
        Assert.Empty(secrets.SelectMany(secret => lines.Where(
            line => line.Contains(secret, StringComparison.Ordinal)).Select(line => $"{secret}: {line}")));
    }

    private async Task<RunningApp> StartAsync(FakeOpenAiServer model, LogLines log)
    {
        var app = await RunningApp.StartAsync(
            azurite.NewAccount(),
            new()
            {
                ["ZHIYU_ENVIRONMENT"] = "Development",
                ["SERVICE_AUTH_SECRET"] = ApiApp.Secret,
                ["JWT_SECRET"] = ApiApp.JwtSecret,
                ["LLM_PROVIDER"] = "openai-compatible",
                ["LLM_BASE_URL"] = model.BaseUrl.ToString(),
                ["LLM_API_KEY"] = ApiKey,
                ["RUNTIME_ENABLED"] = "true",
            },
            services => services.AddLogging(logging => logging
                .AddProvider(log)
                .SetMinimumLevel(LogLevel.Debug)
                .AddFilter("Microsoft.AspNetCore", LogLevel.Debug)));
        await app.Get<CommunityStore>().AddAsync(Some.Community(), Token);
        foreach (var id in (string[])["ada", "bo"]) await app.Get<AgentStore>().AddAsync(Some.Agent(id), Token);
        return app;
    }

    /// <summary>What the agents were asked, which a run keeps.</summary>
    private static async Task<string> ReadRunsAsync(RunningApp app, string token)
    {
        var runs = new StringBuilder();
        var agents = await app.Client.CallAsync("GET", "/v1/agents?limit=100", bearer: null);
        foreach (var agent in agents.Ids)
        {
            var list = await app.Client.CallAsync("GET", $"/v1/agents/{agent}/runs", token);
            foreach (var run in list.Ids)
                runs.Append((await app.Client.CallAsync("GET", $"/v1/runs/{run}", token)).Text);
        }

        return runs.ToString();
    }
}
