using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Search.Indexing;
using Zhiyu.Core.Settings;

namespace Zhiyu.Core.Search;

/// <summary>Validates the settings of the search and reports all errors.</summary>
internal sealed partial class SearchOptionsValidator : IValidateOptions<SearchOptions>
{
    public ValidateOptionsResult Validate(string? name, SearchOptions options)
    {
        List<string> faults = [.. Faults(options)];
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Faults(SearchOptions options)
    {
        // The SDK sends keys and tokens over https only.
        if (options.Endpoint.Length > 0
            && !(Uri.TryCreate(options.Endpoint, UriKind.Absolute, out var address)
                && address.Scheme == Uri.UriSchemeHttps && address.PathAndQuery == "/"))
            yield return $"{SearchOptions.EndpointSetting} is '{EscapedText.Of(options.Endpoint)}'; use an address like "
                + "https://NAME.search.windows.net, or leave it out.";
        if (!IndexName.IsMatch(options.Index))
            yield return $"SEARCH_INDEX is '{EscapedText.Of(options.Index)}'; use 2 to 100 characters of a-z, 0-9 and "
                + "single '-', beginning and ending with a letter or digit.";
    }

    [GeneratedRegex(@"\A(?=.{2,100}\z)[a-z0-9]+(-[a-z0-9]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex IndexName { get; }
}
