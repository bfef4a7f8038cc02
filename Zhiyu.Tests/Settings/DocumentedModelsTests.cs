using System.Text.RegularExpressions;
using Zhiyu.Core.Execution.Models;
using Zhiyu.Core.Execution.Models.Catalog;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Settings;

/// <summary>The example of <c>LLM_MODELS</c> in docs/configuration.md works as the text beside it says.</summary>
[Trait("Set", "Quick")]
public sealed partial class DocumentedModelsTests
{
    [Fact]
    public void The_example_of_models_is_good_and_routes_as_it_is_explained()
    {
        var options = new LlmOptions { Provider = "openai-compatible", ApiKey = "k", Models = Example() };

        var reading = CatalogParser.Of(options, setting => setting == "OPENAI_KEY" ? "o" : null);

        Assert.Empty(reading.Faults);
        var catalog = new ModelCatalog(options, reading);
        Assert.Equal(("qwen-max", "k", new ModelPrice(1.6m, 6.4m)), Of(catalog.Route("qwen-max")));
        Assert.Equal(("gpt-4o-mini", "o", new ModelPrice(0.15m, 0.6m)), Of(catalog.Route("gpt-4o-mini")));
        Assert.Equal(("qwen3:8b", "", ModelPrice.Free), Of(catalog.Route("local")));
        Assert.Equal(("my-deployment", "", new ModelPrice(2.5m, 10m)), Of(catalog.Route("office")));
        Assert.Equal("azure-openai", catalog.Route("office").Provider);
        Assert.NotNull(catalog.Route("gpt-9").Warning);
    }

    private static (string, string, ModelPrice) Of(ModelRoute route) => (route.Model, route.ApiKey, route.Price);

    private static string Example() =>
        Section().Match(Repository.ReadText("docs", "configuration.md")).Groups["json"].Value;

    [GeneratedRegex(@"^## Models and prices$.*?^```json\n(?<json>.*?)^```$",
        RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Section();
}
