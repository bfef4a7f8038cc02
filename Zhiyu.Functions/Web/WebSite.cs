using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Zhiyu.Core.Threads;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Web;

/// <summary>Everything outside the API: the page at each of its addresses, its files, and what crawlers read.</summary>
public sealed class WebSite(
    WebFolder folder,
    PageReader reader,
    Sitemap sitemap,
    PublicAddress addresses,
    TransientFaults faults,
    TimeProvider clock,
    ILogger<WebSite> logger)
{
    // A file's name contains a hash of its content.
    private const string Assets = "assets/";

    // After that a reader with scripts is better served by the page as it was built, which reads for itself.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    internal async Task<IResult> AnswerAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var path = request.Path.Value?.TrimStart('/') ?? "";
        if (path != WebFolder.Index && folder.Find(path) is { } file)
            return new WebAnswer(file, IsPermanent: path.StartsWith(Assets, StringComparison.Ordinal));
        // A page instead of a script would cause a confusing error in the browser.
        if (path.StartsWith(Assets, StringComparison.OrdinalIgnoreCase))
            return ApiResults.Error(ErrorCode.NotFound, "There is no such file; load the page again.");
        return path switch
        {
            "robots.txt" => new ReadAnswer(
                Encoding.UTF8.GetBytes(Robots.For(AddressOf("/sitemap.xml"))), Audience.All, WebFile.TextType),
            "llms.txt" => new ReadAnswer(
                Encoding.UTF8.GetBytes(LlmsText.For(AddressOf)), Audience.All, WebFile.TextType),
            "sitemap.xml" when await sitemap.ReadAsync(request.Query, AddressOf, cancellationToken) is { } xml =>
                new ReadAnswer(xml, Audience.All, "application/xml; charset=utf-8"),
            _ when folder.Template is { } template => await PageAsync(template),
            _ => ApiResults.Error(
                ErrorCode.NotFound, "The page was not built: build Zhiyu.Functions, or see web/."),
        };

        string AddressOf(string path) => addresses.Of(request, path).AbsoluteUri;

        async Task<IResult> PageAsync(PageTemplate template)
        {
            using var patience = new CancellationTokenSource(Patience, clock);
            using var reading = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
            try
            {
                var route = PageRoute.Of(path == WebFolder.Index ? "" : path);
                var page = await reader.ReadAsync(route, request.Query, AddressOf, reading.Token);
                return new PageAnswer(page.Fill(template, AddressOf), page.Status);
            }
            catch (Exception fault) when (patience.IsCancellationRequested || faults.Include(fault))
            {
                Log.PageUnfilled(logger, request.Path, fault);
                return new PageAnswer(template.Unfilled, StatusCodes.Status503ServiceUnavailable);
            }
        }
    }
}
