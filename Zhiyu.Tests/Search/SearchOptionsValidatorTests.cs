using Zhiyu.Tests.Settings;

namespace Zhiyu.Tests.Search;

[Trait("Set", "Quick")]
public sealed class SearchOptionsValidatorTests
{
    [Theory]
    [InlineData("SEARCH_ENDPOINT", "zhiyu.search.windows.net")]
    [InlineData("SEARCH_ENDPOINT", "http://zhiyu.search.windows.net")]
    [InlineData("SEARCH_ENDPOINT", "https://zhiyu.search.windows.net/indexes")]
    [InlineData("SEARCH_INDEX", "Forum")]
    [InlineData("SEARCH_INDEX", "a--b")]
    [InlineData("SEARCH_INDEX", "a")]
    public void A_setting_that_names_no_index_is_refused_at_start(string name, string value) =>
        Assert.Contains(SettingFaults.Of((name, value)), fault =>
            fault.StartsWith($"{name} is '{value}'; use ", StringComparison.Ordinal));

    [Fact]
    public void A_service_and_an_index_are_accepted() => Assert.DoesNotContain(
        SettingFaults.Of(("SEARCH_ENDPOINT", "https://zhiyu.search.windows.net"), ("SEARCH_INDEX", "my-forum")),
        fault => fault.StartsWith("SEARCH", StringComparison.Ordinal));
}
