using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Zhiyu.Core.Archive;
using Zhiyu.Functions.Access;

namespace Zhiyu.Functions.Archive;

/// <summary>The whole forum as one download, for admins.</summary>
public sealed class ExportFunctions(
    ForumExport export,
    IHostApplicationLifetime host,
    TimeProvider clock,
    ILogger<ExportFunctions> logger)
{
    /// <summary>The time that a caller has to read a piece; the platform has no timeout.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    // Lines are sent in pieces of about this length; a longer line is a piece of its own.
    private const int PieceLength = 64 * 1024;

    private static readonly byte[] NewLine = "\n"u8.ToArray();

    /// <summary>JSON Lines, written as fast as the caller reads them.</summary>
    /// <returns>An empty result, after everything was sent or the connection was aborted.</returns>
    [Function("ExportForum")]
    [Access(AccessPolicy.AdminOnly)]
    public async Task<IResult> Export(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "v1/admin/export")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var http = request.HttpContext;
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(
            cancellationToken, http.RequestAborted, host.ApplicationStopping);
        try
        {
            await WriteAsync(http, ending.Token);
        }
        // Aborted, so that the caller does not take an incomplete file for a complete one.
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            http.Abort();
        }
        catch (Exception fault) when (http.Response.HasStarted)
        {
            Log.ExportBroken(logger, fault);
            http.Abort();
        }

        return Results.Empty;
    }

    private async Task WriteAsync(HttpContext http, CancellationToken cancellationToken)
    {
        if (HttpMethods.IsHead(http.Request.Method))
        {
            Prepare(http);
            return;
        }

        using var piece = new MemoryStream();
        await foreach (var line in export.LinesAsync(cancellationToken))
        {
            if (!http.Response.HasStarted) Prepare(http);
            await JsonSerializer.SerializeAsync(piece, line, ArchiveLines.Options, cancellationToken);
            piece.Write(NewLine);
            if (piece.Length >= PieceLength) await FlushAsync(piece, http.Response, cancellationToken);
        }

        await FlushAsync(piece, http.Response, cancellationToken);
    }

    private async Task FlushAsync(MemoryStream piece, HttpResponse response, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        await response.Body.WriteAsync(piece.GetBuffer().AsMemory(0, (int)piece.Length), either.Token);
        await response.Body.FlushAsync(either.Token);
        piece.SetLength(0);
    }

    private static void Prepare(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.ContentType = "application/jsonl; charset=utf-8";
        headers.CacheControl = "no-store";
        headers.ContentDisposition = "attachment; filename=forum.jsonl";
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
    }
}
