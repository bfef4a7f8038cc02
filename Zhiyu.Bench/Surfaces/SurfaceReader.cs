using System.Net;
using System.Text.RegularExpressions;
using Zhiyu.Bench.Rig;

namespace Zhiyu.Bench.Surfaces;

/// <summary>
/// Reads addresses as an anonymous reader, and asks another instance for what a killed one did not answer in full.
/// </summary>
internal sealed partial class SurfaceReader(Func<HttpClient> any, CancellationToken cancellationToken)
{
    private readonly List<string> _texts = [];

    /// <summary>Everything that was answered.</summary>
    public IReadOnlyList<string> Texts => _texts;

    /// <summary>The number of requests that had to be repeated.</summary>
    public int Repeated { get; private set; }

    /// <param name="path">The address without its host.</param>
    /// <param name="isWhole">Whether an answer is complete; it always is by default.</param>
    /// <returns>Null for what is not found.</returns>
    public async Task<SurfacePage?> FindAsync(string path, Func<string, bool>? isWhole = null)
    {
        var page = await Outage.OutlastAsync(() => TryFindAsync(path, isWhole), () => Repeated++, cancellationToken);
        if (page is not null) _texts.Add(page.Text);
        return page;
    }

    /// <summary>All pages of a list; none when there is no list.</summary>
    /// <param name="path">The address of the first page.</param>
    /// <param name="nextOf">The address of the page after one; null after the last.</param>
    /// <param name="isWhole">As for a page.</param>
    public async IAsyncEnumerable<SurfacePage> PagesAsync(
        string path, Func<SurfacePage, string?> nextOf, Func<string, bool>? isWhole = null)
    {
        for (string? next = path; next is not null;)
        {
            if (await FindAsync(next, isWhole) is not { } page) yield break;
            yield return page;
            next = nextOf(page);
        }
    }

    private async Task<SurfacePage?> TryFindAsync(string path, Func<string, bool>? isWhole)
    {
        using var response = await any().GetAsync(new Uri(path, UriKind.Relative), cancellationToken);
        if (response.StatusCode == HttpStatusCode.NotFound) return null;
        response.EnsureSuccessStatusCode();
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        if (isWhole?.Invoke(text) == false) throw new IOException($"{path} ended early.");
        var next = response.Headers.TryGetValues("Link", out var links)
            ? NextLink.Match(string.Join(',', links)) is { Success: true } match ? match.Groups[1].Value : null
            : null;
        return new SurfacePage(text, next);
    }

    [GeneratedRegex("<([^>]*)>; rel=\"next\"")]
    private static partial Regex NextLink { get; }
}

/// <param name="Next">The address that the header <c>Link</c> names as the next page.</param>
internal sealed record SurfacePage(string Text, string? Next);
