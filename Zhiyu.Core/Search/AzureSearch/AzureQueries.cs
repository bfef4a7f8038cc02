using System.Globalization;
using System.Text.RegularExpressions;
using Azure.Search.Documents;
using Azure.Search.Documents.Models;
using Zhiyu.Core.Search.Indexing;

namespace Zhiyu.Core.Search.AzureSearch;

/// <summary>A search in the syntax of the service: Lucene's for the terms, OData's for the filters.</summary>
internal static partial class AzureQueries
{
    private const string All = "*";

    public static string TextOf(SearchQuery search)
    {
        var terms = search.Terms.Where(term => term is not SearchTerm.Tag).Select(Of).ToList();
        return terms.Count == 0 ? All : string.Join(" AND ", terms);
    }

    public static Azure.Search.Documents.SearchOptions OptionsOf(SearchQuery search, int skip, int take)
    {
        var options = new Azure.Search.Documents.SearchOptions
        {
            QueryType = SearchQueryType.Full,
            SearchMode = SearchMode.All,
            Filter = FilterOf(search),
            Skip = skip,
            Size = take,
            Select = { AzureIndexFields.Id },
        };
        if (search.Sort == SearchSort.New) options.OrderBy.Add($"{AzureIndexFields.Created} desc");
        return options;
    }

    private static string Of(SearchTerm term)
    {
        // Operators are in capitals, and words are compared without them.
        var text = Escaped(term.Text.ToLowerInvariant());
        var exact = $"{AzureIndexFields.Exact}:\"{text}\"";
        return term switch
        {
            SearchTerm.Word =>
                $"({AzureIndexFields.Words}:({text}) OR {AzureIndexFields.Title}:({text})^2 OR {exact}^1.5)",
            SearchTerm.Prefix when term.Text.All(char.IsAsciiLetterOrDigit) => $"{AzureIndexFields.Exact}:{text}*",
            _ => exact,
        };
    }

    private static string FilterOf(SearchQuery search)
    {
        List<string> filters = [Filter($"target eq {$"{search.Target}"}")];
        if (search.CommunityId is { } community) filters.Add(Filter($"community eq {community}"));
        if (search.AuthorId is { } author) filters.Add(Filter($"author eq {author}"));
        foreach (var tag in search.Tags) filters.Add(Filter($"tags/any(tag: tag eq {tag})"));
        if (search.From is { } from) filters.Add(Filter($"created ge {from}"));
        if (search.To is { } to) filters.Add(Filter($"created lt {to}"));
        return string.Join(" and ", filters);
    }

    // Quotes and escapes the values.
    private static string Filter(FormattableString filter) => SearchFilter.Create(filter, CultureInfo.InvariantCulture);

    private static string Escaped(string text) => Special.Replace(text, @"\$0");

    [GeneratedRegex("""[+\-&|!(){}\[\]^"~*?:\\/]""", RegexOptions.NonBacktracking)]
    private static partial Regex Special { get; }
}
