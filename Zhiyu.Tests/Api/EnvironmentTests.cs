using System.Net.Http.Json;
using Microsoft.Extensions.Options;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Api;

/// <summary>What depends on settings alone.</summary>
public sealed class EnvironmentTests(AzuriteFixture azurite)
{
    private const string NoModel = "LLM_NOT_CONFIGURED";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("POST", "seed")]
    [InlineData("POST", "runtime/tick")]
    [InlineData("GET", "runtime/status")]
    [InlineData("POST", "runtime/start")]
    [InlineData("POST", "runtime/stop")]
    public async Task Outside_Development_there_are_no_levers(string method, string path)
    {
        await using var app = await StartAsync(new() { ["ZHIYU_ENVIRONMENT"] = "Production" });

        var reply = await CallAsync(app, method, path);

        Assert.Equal((404, "NOT_FOUND"), (reply.Status, reply.Code));
    }

    [Theory]
    [InlineData("POST", "token", 415)]
    [InlineData("POST", "seed", 200)]
    [InlineData("GET", "runtime/status", 200)]
    [InlineData("POST", "runtime/stop", 200)]
    public async Task In_Development_the_development_calls_need_no_token(string method, string path, int status)
    {
        await using var app = await StartAsync(new() { ["ZHIYU_ENVIRONMENT"] = "Development" });

        Assert.Equal(status, (await CallAsync(app, method, path)).Status);
    }

    [Fact]
    public async Task Without_a_secret_writes_are_unavailable_but_sizes_and_types_still_count()
    {
        await using var app = await StartAsync([]);

        using var json = await app.Client.PostAsync("/v1/posts", JsonContent.Create(new { }), Token);
        using var text = await app.Client.PostAsync("/v1/posts", new StringContent("{}"), Token);

        var reply = await ApiReply.OfAsync(json);
        Assert.Equal((503, "SERVICE_UNAVAILABLE"), (reply.Status, reply.Code));
        Assert.Equal(415, (int)text.StatusCode);
    }

    [Fact]
    public async Task A_short_secret_does_not_start()
    {
        var fault = await Assert.ThrowsAsync<OptionsValidationException>(
            () => StartAsync(new() { ["SERVICE_AUTH_SECRET"] = "short" }));

        Assert.Contains("SERVICE_AUTH_SECRET", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("runtime/tick")]
    [InlineData("runtime/start")]
    public async Task Without_a_model_nothing_runs(string path)
    {
        await using var app = await StartAsync(new() { ["ZHIYU_ENVIRONMENT"] = "Development" });

        var reply = await CallAsync(app, "POST", path);

        Assert.Equal((400, NoModel), (reply.Status, reply.Code));
    }

    [Fact]
    public async Task The_runtime_is_started_and_stopped_by_hand()
    {
        await using var app = await StartAsync(new()
        {
            ["ZHIYU_ENVIRONMENT"] = "Development",
            ["LLM_PROVIDER"] = "simulated",
        });

        var before = await CallAsync(app, "GET", "runtime/status");
        var started = await CallAsync(app, "POST", "runtime/start");
        var stopped = await CallAsync(app, "POST", "runtime/stop");

        Assert.Equal(
            [false, true, false],
            new[] { before, started, stopped }.Select(reply => reply.Data.GetProperty("running").GetBoolean()));
        Assert.Equal(
            ["running", "processing", "queue_size", "llm_configured", "runtime_enabled"],
            before.Data.EnumerateObject().Select(field => field.Name));
    }

    private Task<RunningApp> StartAsync(Dictionary<string, string?> settings) =>
        RunningApp.StartAsync(azurite.NewAccount(), settings);

    private static async Task<ApiReply> CallAsync(RunningApp app, string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), $"/v1/dev/{path}");
        using var response = await app.Client.SendAsync(request, Token);
        return await ApiReply.OfAsync(response);
    }
}
