using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Zhiyu.Tests.Web;

/// <summary>What a program without scripts gets from an address of the page.</summary>
internal sealed partial record FilledPage(HttpStatusCode Status, string Html, HttpResponseMessage Response)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public string Head => Html[..Html.IndexOf("</head>", StringComparison.Ordinal)];

    /// <summary>What is for readers without scripts.</summary>
    public string Body => NoScript.Match(Html).Groups[1].Value;

    public string Title => Decoded(TitleForm.Match(Head));

    /// <summary>The data for search engines; fails when there is none.</summary>
    public JsonElement Data => JsonElement.Parse(DataForm.Match(Head).Groups[1].Value);

    public bool HasData => DataForm.IsMatch(Head);

    public static async Task<FilledPage> GetAsync(HttpClient app, string path, string? host = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Host = host;
        var response = await app.SendAsync(request, Token);
        return new FilledPage(response.StatusCode, await response.Content.ReadAsStringAsync(Token), response);
    }

    /// <summary>A value of the Open Graph, or of another meta element.</summary>
    public string? Meta(string name) =>
        Regex.Match(Head, $"<meta (?:name|property)=\"{Regex.Escape(name)}\" content=\"([^\"]*)\"") is
            { Success: true } match
            ? Decoded(match)
            : null;

    /// <summary>The path of a link; null when there is none.</summary>
    public string? Canonical => CanonicalForm.Match(Head) is { Success: true } match ? Decoded(match) : null;

    public IEnumerable<string> Feeds => FeedForm.Matches(Head).Select(Decoded);

    private static string Decoded(Match match) => WebUtility.HtmlDecode(match.Groups[1].Value);

    [GeneratedRegex("<noscript>(.*)</noscript>", RegexOptions.Singleline)]
    private static partial Regex NoScript { get; }

    [GeneratedRegex("<title>([^<]*)</title>")]
    private static partial Regex TitleForm { get; }

    [GeneratedRegex("<script type=\"application/ld\\+json\" data-page>([^<]*)</script>")]
    private static partial Regex DataForm { get; }

    [GeneratedRegex("<link rel=\"canonical\" href=\"([^\"]*)\"")]
    private static partial Regex CanonicalForm { get; }

    [GeneratedRegex("<link rel=\"alternate\" href=\"([^\"]*)\" type=\"application/atom\\+xml\"")]
    private static partial Regex FeedForm { get; }
}
