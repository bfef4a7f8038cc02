using Zhiyu.Core.Execution.Models;
using Zhiyu.Core.Execution.Models.Catalog;

namespace Zhiyu.Tests.Execution.Models;

[Trait("Set", "Quick")]
public sealed class ModelCatalogTests
{
    private static readonly ModelPrice QwenPlus = new(0.4m, 1.2m);

    [Fact]
    public void A_model_of_the_map_is_honoured_and_takes_from_the_settings_what_its_entry_leaves_out()
    {
        var catalog = Catalog(Remote with
        {
            Models = """{"qwen-max":{"structured_output":"none"},"max":{"model":"qwen-max"}}""",
        });

        var route = new ModelRoute("openai-compatible", "qwen-max", LlmOptions.DashScope, "k",
            new ModelPrice(1.6m, 6.4m), StructuredOutput.None, "max_tokens", Warning: null);
        Assert.Equal(route, catalog.Route("qwen-max"));
        Assert.Equal(route with { Structured = StructuredOutput.JsonObject }, catalog.Route(" max "));
    }

    [Fact]
    public void An_unknown_model_falls_back_to_the_default_with_a_warning()
    {
        var catalog = Catalog(Remote);

        Assert.Null(catalog.Route("qwen-plus").Warning);
        Assert.Equal(
            catalog.Route("qwen-plus") with { Warning = "model 'gpt-9' is not configured; 'qwen-plus' answered" },
            catalog.Route("gpt-9"));
    }

    [Fact]
    public void The_simulated_writer_answers_for_all_but_those_whose_entry_names_a_real_provider()
    {
        var catalog = Catalog(new Settings("simulated", Models: """
            {"local":{"provider":"openai-compatible","base_url":"http://localhost:11434/v1"},"toy":{}}
            """));

        Assert.Equal(("simulated", "simulated", QwenPlus, null), Of(catalog.Route("qwen-plus")));
        Assert.Equal(("simulated", "simulated", QwenPlus, null), Of(catalog.Route("toy")));
        Assert.Equal(("openai-compatible", "local", ModelPrice.Free, null), Of(catalog.Route("local")));
        Assert.Equal("model 'gpt-9' is not configured; 'simulated' answered", catalog.Route("gpt-9").Warning);
    }

    [Fact]
    public void Agents_may_ask_for_the_default_model_and_for_those_of_the_map_and_get_no_warning()
    {
        const string models = """{"qwen-max":{},"qwen-plus":{}}""";

        Assert.Equal(["qwen-plus", "qwen-max"], Catalog(Remote with { Models = models }).Names);
        Assert.Equal(["qwen-plus"], Catalog(new Settings("none")).Names);
        var simulated = Catalog(new Settings("simulated", Models: """{"toy":{}}"""));
        Assert.Equal(["qwen-plus", "simulated", "toy"], simulated.Names);
        Assert.All(simulated.Names, name => Assert.Null(simulated.Route(name).Warning));
    }

    [Fact]
    public void An_entry_of_the_default_model_is_the_defaults()
    {
        var catalog = Catalog(Remote with { Models = """{"qwen-plus":{"input_usd_per_million":9}}""" });

        Assert.Equal(new ModelPrice(9, 1.2m), catalog.Route("qwen-plus").Price);
        Assert.Equal(new ModelPrice(9, 1.2m), catalog.Route("gpt-9").Price);
    }

    [Theory]
    [InlineData("http://localhost:11434/v1", 512, 0, 4_096)]
    [InlineData("http://localhost:11434/v1", 1_696, 0, 4_096)]
    [InlineData("http://localhost:11434/v1", 1_697, 0, null)]
    [InlineData("http://localhost:11434/v1", 512, 32_768, 32_768)]
    [InlineData(LlmOptions.DashScope, 512, 0, null)]
    [InlineData(LlmOptions.DashScope, 512, 8_000, 8_000)]
    public void A_local_server_is_held_to_take_what_Ollama_does_unless_the_settings_say_more(
        string url, int answer, int setting, int? window)
    {
        var options = (Remote with { Url = url }).Options;
        (options.MaxTokens, options.ContextWindow) = (answer, setting);

        var reading = CatalogParser.Of(options, _ => null);

        Assert.Empty(reading.Faults);
        Assert.Equal(window, reading.Default.ContextWindow);
    }

    [Fact]
    public void A_window_that_has_no_room_for_a_prompt_is_a_fault()
    {
        var options = Remote.Options;
        (options.MaxTokens, options.ContextWindow) = (1_000, 3_000);

        Assert.StartsWith("LLM_CONTEXT_WINDOW 3000 leaves no room",
            Assert.Single(CatalogParser.Of(options, _ => null).Faults), StringComparison.Ordinal);
    }

    [Fact]
    public void How_a_model_is_told_not_to_think_depends_on_its_server() =>
        Assert.Equal(
            [
                """{"enable_thinking":false}""",
                """{"thinking":{"type":"disabled"}}""",
                """{"reasoning_effort":"none"}""",
                """{"reasoning_effort":"none","chat_template_kwargs":{"enable_thinking":false}}""",
                """{"reasoning_effort":"none","chat_template_kwargs":{"enable_thinking":false}}""",
            ],
            ((string[])
                [
                    LlmOptions.DashScope, "https://api.deepseek.com", "https://api.openai.com/v1",
                    "http://localhost:11434/v1", "https://evilopenai.com/v1",
                ])
                .Select(url => ThinkingTable.Off(EndpointUrl.HostOf(url)).ToJsonString()));

    [Fact]
    public void A_key_goes_to_no_other_server_than_the_one_it_was_given_for()
    {
        var catalog = Catalog(Remote with { Models = """{"own":{"base_url":"http://localhost:11434/v1"}}""" });

        Assert.Equal("", catalog.Route("own").ApiKey);
    }

    [Fact]
    public void A_route_in_a_message_tells_neither_key_nor_address() =>
        Assert.Equal("openai-compatible qwen-plus", $"{Catalog(Remote).Route("qwen-plus")}");

    [Theory]
    [InlineData("[]", "LLM_MODELS is no JSON object")]
    [InlineData("""{"a":{},"a":{}}""", "LLM_MODELS is no JSON object")]
    [InlineData("""{"a":1}""", "LLM_MODELS 'a' is no JSON object")]
    [InlineData("""{"a":{"api_key":"sk-x","input_usd_per_million":1,"output_usd_per_million":1}}""",
        "LLM_MODELS 'a': api_key is unknown")]
    [InlineData("""{"qwen-max":{"model":7}}""", "LLM_MODELS 'qwen-max': model is no text")]
    [InlineData("""{"qwen-max":{"input_usd_per_million":-1}}""",
        "LLM_MODELS 'qwen-max': input_usd_per_million is no price")]
    [InlineData("""{"qwen-max":{"input_usd_per_million":"1"}}""",
        "LLM_MODELS 'qwen-max': input_usd_per_million is no price")]
    [InlineData("""{"qwen-max":{"provider":"oracle"}}""", "LLM_MODELS 'qwen-max': provider 'oracle' is unknown")]
    [InlineData("""{"qwen-max":{"api_key_setting":"NO_KEY"}}""", "LLM_MODELS 'qwen-max': api_key_setting names NO_KEY")]
    [InlineData("""{"qwen-max":{"structured_output":"xml"}}""", "LLM_MODELS 'qwen-max': structured_output 'xml'")]
    [InlineData("""{"qwen-max":{"max_tokens_parameter":"t"}}""", "LLM_MODELS 'qwen-max': max_tokens_parameter 't'")]
    [InlineData("""{"qwen-max":{"base_url":"ftp://a"}}""", "LLM_MODELS 'qwen-max': base_url 'ftp://a'")]
    [InlineData("""{"qwen-max":{"base_url":"https://a"}}""", "LLM_MODELS 'qwen-max': api_key_setting gives no key")]
    [InlineData("""{"qwen-max":{"temperature":2.1}}""", "LLM_MODELS 'qwen-max': temperature is no temperature")]
    [InlineData("""{"qwen-max":{"temperature":"none"}}""", "LLM_MODELS 'qwen-max': temperature is no temperature")]
    [InlineData("""{"qwen-max":{"reasoning_effort":"lots"}}""", "LLM_MODELS 'qwen-max': reasoning_effort 'lots'")]
    [InlineData("""{"qwen-max":{"context_window":"4k"}}""", "LLM_MODELS 'qwen-max': context_window is no number")]
    [InlineData("""{"qwen-max":{"context_window":2999}}""", "LLM_MODELS 'qwen-max': context_window is no number")]
    [InlineData("""{"new":{}}""", "LLM_MODELS 'new': model 'new' has no price")]
    [InlineData("""{"new":{"input_usd_per_million":1}}""", "LLM_MODELS 'new': model 'new' has no price")]
    [InlineData("""{"d":{"provider":"azure-openai","base_url":"http://a"}}""",
        "LLM_MODELS 'd': api_key_setting gives no key, and Entra")]
    public void A_fault_of_the_map_is_told_with_its_place(string models, string beginning)
    {
        var fault = Assert.Single(Read(Remote with { Models = models }).Faults);

        Assert.StartsWith(beginning, fault, StringComparison.Ordinal);
        Assert.DoesNotContain("sk-x", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("openai-compatible", "https://example.com/v1", "no-price", "k", "LLM_MODEL 'no-price' has no price")]
    [InlineData("azure-openai", LlmOptions.DashScope, "gpt-4o", "k", "LLM_BASE_URL is not set")]
    [InlineData("azure-openai", "http://example.com", "gpt-4o", "", "LLM_API_KEY gives no key, and Entra")]
    [InlineData("openai-compatible", "http://localhost/v1", "", "", "LLM_MODEL is empty")]
    public void A_fault_of_the_default_model_is_told_with_its_setting(
        string provider, string url, string model, string key, string beginning) =>
        Assert.StartsWith(
            beginning, Assert.Single(Read(new Settings(provider, url, model, key)).Faults), StringComparison.Ordinal);

    [Theory]
    [InlineData("openai-compatible", "http://localhost/v1", "no-price", "")]
    [InlineData("azure-openai", "https://example.openai.azure.com", "gpt-4o", "")]
    [InlineData("none", "", "", "")]
    public void What_can_be_called_is_no_fault(string provider, string url, string model, string key) =>
        Assert.Empty(Read(new Settings(provider, url, model, key)).Faults);

    private static Settings Remote { get; } = new("openai-compatible", ApiKey: "k");

    private static (string, string, ModelPrice, string?) Of(ModelRoute route) =>
        (route.Provider, route.Model, route.Price, route.Warning);

    private static ModelCatalog Catalog(Settings settings) => new(settings.Options, Read(settings));

    private static CatalogParser Read(Settings settings) => CatalogParser.Of(settings.Options, _ => null);

    internal sealed record Settings(string Provider, string Url = LlmOptions.DashScope, string Model = "qwen-plus",
        string ApiKey = "", string Models = "")
    {
        public LlmOptions Options => new()
        {
            Provider = Provider, BaseUrl = Url, Model = Model, ApiKey = ApiKey, Models = Models,
        };
    }
}
