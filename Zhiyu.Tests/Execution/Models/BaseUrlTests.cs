using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Zhiyu.Bench.Rig;
using Zhiyu.Core.Execution.Models;
using Zhiyu.Core.Execution.Models.Catalog;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Execution.Models;

/// <summary>Addresses as people write them: they work, or the start says why they can't.</summary>
[Trait("Set", "Quick")]
public sealed class BaseUrlTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("http://[::1]:{0}/v1")]
    [InlineData("http://localhost:{0}/v1")]
    [InlineData("http://127.0.0.1:{0}/v1/")]
    [InlineData(" http://127.0.0.1:{0}/v1 ")]
    [InlineData("http://127.0.0.1:{0}/v1/chat/completions")]
    [InlineData("http://[::1]:{0}/v1/chat/completions/")]
    [InlineData("HTTP://LOCALHOST:{0}/v1/Chat/Completions")]
    public async Task An_address_of_the_server_or_of_its_completions_is_called(string url)
    {
        List<string> asked = [];
        await using var server = await StartAsync(asked);
        var address = string.Format(null, url, new Uri(server.Urls.First()).Port);
        await using var usual = new ModelCalls(
            [("LLM_PROVIDER", "openai-compatible"), ("LLM_BASE_URL", address), ("LLM_API_KEY", "k")]);
        await using var mapped = new ModelCalls(
            [("LLM_MODELS", $$"""
              {"own":{"provider":"openai-compatible","base_url":{{JsonSerializer.Serialize(address)}} } }
              """)]);

        Assert.Equal("是。", (await usual.AskAsync()).Text);
        Assert.Equal("是。", (await mapped.AskAsync(model: "own")).Text);

        Assert.Equal(["/v1/chat/completions", "/v1/chat/completions"], asked);
    }

    [Fact]
    public async Task The_key_goes_along_to_the_same_server_however_its_address_is_spelled()
    {
        await using var server = await FakeOpenAiServer.Start(FakeOpenAiServer.Says("是。"));
        await using var calls = ModelCalls.Of(
            server, ("LLM_MODELS", $$"""{"own":{"base_url":"{{server.BaseUrl}}/chat/completions"} }"""));

        await calls.AskAsync(model: "own");

        Assert.Equal($"Bearer {ModelCalls.Key}", Assert.Single(server.Requests).Authorization);
    }

    [Theory]
    [InlineData("http://::1:11434/v1", "needs brackets, like http://[::1]:11434/v1")]
    [InlineData("http://fe80::1:11434/v1", "needs brackets")]
    [InlineData("http://example.org/v1?api-version=2024-06-01", "a query")]
    [InlineData("http://example.org/v1#models", "a fragment")]
    [InlineData("http://me:hunter2@example.org/v1", "a user name or password")]
    [InlineData("http://example.org/v1/responses", "ends in /responses")]
    [InlineData("http://example.org/v1/completions", "ends in /completions")]
    [InlineData("http://example.org/v1/embeddings/", "ends in /embeddings")]
    [InlineData("example.org/v1", "is not an http or https address")]
    [InlineData("ftp://example.org/v1", "is not an http or https address")]
    public void What_cannot_work_says_why(string url, string why)
    {
        var usual = Assert.Single(FaultsOf(
            ("LLM_PROVIDER", "openai-compatible"), ("LLM_BASE_URL", url), ("LLM_API_KEY", "k")));
        var mapped = Assert.Single(FaultsOf(("LLM_MODELS", $$"""
            {"own":{"provider":"openai-compatible","base_url":{{JsonSerializer.Serialize(url)}} } }
            """)));

        Assert.StartsWith("LLM_BASE_URL ", usual, StringComparison.Ordinal);
        Assert.StartsWith("LLM_MODELS 'own': base_url ", mapped, StringComparison.Ordinal);
        Assert.All([usual, mapped], fault => Assert.Contains(why, fault, StringComparison.Ordinal));
        Assert.All([usual, mapped], fault => Assert.DoesNotContain("hunter2", fault, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("https://name.openai.azure.com/openai/deployments/d/chat/completions?api-version=2024-06-01")]
    [InlineData("https://name.openai.azure.com/openai/v1")]
    public void A_resource_of_Azure_OpenAI_is_named_without_a_path(string url) =>
        Assert.Contains(
            "use the resource's endpoint, like https://name.openai.azure.com",
            Assert.Single(FaultsOf(("LLM_PROVIDER", "azure-openai"), ("LLM_BASE_URL", url), ("LLM_API_KEY", "k"),
                ("LLM_MODEL", "qwen-plus"))),
            StringComparison.Ordinal);

    private static IReadOnlyList<string> FaultsOf(params (string Name, string Value)[] settings)
    {
        using var services = new ServiceCollection()
            .AddLlm(new ConfigurationBuilder()
                .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Name, (string?)s.Value))).Build())
            .BuildServiceProvider();
        return [.. Assert.Throws<OptionsValidationException>(() =>
            services.GetRequiredService<IOptions<LlmOptions>>().Value).Failures];
    }

    private static async Task<WebApplication> StartAsync(List<string> asked)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenLocalhost(FreePorts.Take(1)[0]));
        var app = builder.Build();
        var says = FakeOpenAiServer.Says("是。");
        app.Run(context =>
        {
            asked.Add(context.Request.Path + context.Request.QueryString);
            return says(context);
        });
        await app.StartAsync(Token);
        return app;
    }
}
