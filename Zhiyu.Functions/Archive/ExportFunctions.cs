using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Zhiyu.Core.Archive;
using Zhiyu.Functions.Access;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Archive;

/// <summary>The whole forum as one download, for admins.</summary>
public sealed class ExportFunctions(ForumExport export, Download download)
{
    private static readonly DownloadFile File = new("forum.jsonl", "application/jsonl; charset=utf-8");

    /// <summary>JSON Lines, written as fast as the caller reads them.</summary>
    [Function("ExportForum")]
    [Access(AccessPolicy.AdminOnly)]
    public Task<IResult> Export(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "v1/admin/export")] HttpRequest request,
        CancellationToken cancellationToken) =>
        download.SendAsync(
            request.HttpContext,
            File,
            token => export.LinesAsync(token).Select(line => Download.Line(line, ArchiveLines.Options)),
            cancellationToken);
}
