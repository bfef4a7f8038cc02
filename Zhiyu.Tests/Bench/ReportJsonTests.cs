using System.Text.Json;
using Zhiyu.Bench.Measure;
using Zhiyu.Bench.Rig;
using Zhiyu.Bench.Scenarios.Latency;

namespace Zhiyu.Tests.Bench;

public class ReportJsonTests
{
    private static readonly Report Some = new LatencyReport(
        1, 2, 3, 4,
        new Dictionary<string, double> { ["table read threads"] = 1 },
        new Dictionary<string, double> { ["the model is asked"] = 2 })
    {
        Repetitions = 1,
        Seed = 1,
        Settings = AppSettings.Shown(("RUNTIME_MAX_PARALLEL", "16")),
    };

    private readonly JsonElement _json = JsonSerializer.SerializeToElement(Some, Some.GetType(), ReportJson.Options);

    [Fact]
    public void Keys_are_in_snake_case() =>
        Assert.Equal(2, _json.GetProperty("stages").GetProperty("the_model_is_asked").GetInt32());

    [Fact]
    public void But_for_names_that_are_given_elsewhere()
    {
        Assert.Equal(1, _json.GetProperty("ops_by_kind").GetProperty("table read threads").GetInt32());
        Assert.Equal("16", _json.GetProperty("settings").GetProperty("RUNTIME_MAX_PARALLEL").GetString());
    }

    [Fact]
    public void What_a_reader_sees_is_no_field_of_it() => Assert.False(_json.TryGetProperty("table", out _));

    [Fact]
    public void Settings_are_all_that_the_app_is_given_but_for_addresses_and_secrets()
    {
        var settings = Some.Settings.Keys;

        Assert.Contains("BUDGET_FORUM_TOKENS_PER_DAY", settings);
        Assert.Empty(settings.Intersect(["AzureWebJobsStorage", "SERVICE_AUTH_SECRET", "JWT_SECRET", "LLM_BASE_URL"]));
    }
}
