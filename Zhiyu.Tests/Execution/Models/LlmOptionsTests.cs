using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Execution.Models;
using Zhiyu.Core.Execution.Models.Calls;
using Zhiyu.Core.Execution.Models.Catalog;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Execution.Models;

[Trait("Set", "Quick")]
public sealed class LlmOptionsTests
{
    [Fact]
    public async Task No_provider_is_no_fault_and_no_call_can_be_made()
    {
        await using var services = Services();

        Assert.Equal(new LlmStatus(false, "none", "", false), services.GetRequiredService<LlmStatus>());
        var route = services.GetRequiredService<ModelCatalog>().Route("qwen-plus");
        var fault = await Assert.ThrowsAsync<LlmException>(() => services.GetRequiredService<ModelClients>().For(route)
            .GetResponseAsync(
                "你好", new RunChatOptions(ModelCalls.NewCall()), TestContext.Current.CancellationToken));
        Assert.Contains("LLM_PROVIDER", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_simulated_provider_says_that_it_is_simulated()
    {
        await using var services = Services(("LLM_PROVIDER", " Simulated"));

        Assert.Equal(new LlmStatus(true, "simulated", "simulated", true), services.GetRequiredService<LlmStatus>());
    }

    [Fact]
    public async Task All_faults_are_reported_together_each_with_its_setting()
    {
        await using var services = Services(("LLM_PROVIDER", "oracle"), ("LLM_MAX_TOKENS", "0"),
            ("LLM_MAX_TOKENS_PARAMETER", "tokens"), ("LLM_TEMPERATURE", "NaN"), ("LLM_TIMEOUT_MS", "-1"),
            ("LLM_MAX_RETRIES", "11"), ("LLM_STRUCTURED_OUTPUT", "xml"), ("LLM_MODELS", "["),
            ("LLM_BREAKER_CALLS", "1"), ("LLM_REASONING_EFFORT", "lots"), ("LLM_THINKING_TOKENS", "-1"),
            ("LLM_CONTEXT_WINDOW", "100"),
            ("LLM_BREAKER_SECONDS", "0"), ("LLM_RETRY_DELAY_MS", "0"),
            ("LLM_SIMULATED_MIN_MS", "-1"), ("LLM_SIMULATED_MAX_MS", "-2"), ("LLM_SIMULATED_DECLINE_RATE", "8"));

        var faults = Faults(services);

        Assert.Equal(["LLM_BREAKER_CALLS", "LLM_BREAKER_SECONDS", "LLM_CONTEXT_WINDOW", "LLM_CONTEXT_WINDOW",
            "LLM_MAX_RETRIES", "LLM_MAX_TOKENS",
            "LLM_MAX_TOKENS_PARAMETER", "LLM_MODELS", "LLM_PROVIDER", "LLM_REASONING_EFFORT", "LLM_RETRY_DELAY_MS",
            "LLM_SIMULATED_DECLINE_RATE", "LLM_SIMULATED_MAX_MS", "LLM_SIMULATED_MIN_MS", "LLM_STRUCTURED_OUTPUT",
            "LLM_TEMPERATURE", "LLM_THINKING_TOKENS", "LLM_TIMEOUT_MS"],
            faults.Select(fault => fault.Split(' ')[0]).Order(StringComparer.Ordinal));
        Assert.Contains(faults, fault =>
            fault.Contains("none, simulated, openai-compatible, azure-openai", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("https://example.com/v1", "", "LLM_API_KEY")]
    [InlineData("localhost:11434", "k", "LLM_BASE_URL")]
    [InlineData("", "k", "LLM_BASE_URL")]
    public async Task A_server_that_cannot_be_called_is_a_fault(string url, string key, string setting)
    {
        await using var services = Services(("LLM_PROVIDER", "openai-compatible"), ("LLM_BASE_URL", url),
            ("LLM_API_KEY", key));

        Assert.StartsWith(setting, Assert.Single(Faults(services)), StringComparison.Ordinal);
    }

    private static string[] Faults(ServiceProvider services) => [.. Assert.Throws<OptionsValidationException>(() =>
        services.GetRequiredService<IOptions<LlmOptions>>().Value).Failures];

    private static ServiceProvider Services(params (string Name, string Value)[] settings) =>
        new ServiceCollection()
            .AddLlm(new ConfigurationBuilder()
                .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Name, (string?)s.Value))).Build())
            .BuildServiceProvider();
}
