using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Zhiyu.Functions.Http;

/// <summary>Sends a long response in pieces, as fast as the caller reads it.</summary>
public sealed class Download(IHostApplicationLifetime host, TimeProvider clock, ILogger<Download> logger)
{
    /// <summary>The time that a caller has to read a piece; the platform has no timeout.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    // Lines are sent in pieces of about this length; a longer line is a piece of its own.
    private const int PieceLength = 64 * 1024;

    /// <param name="http">The request.</param>
    /// <param name="file">What the response says of itself.</param>
    /// <param name="read">Reads the lines, each with its line end; cancelled when the caller leaves.</param>
    /// <param name="cancellationToken">Ends the download; then it does not look complete.</param>
    /// <returns>An empty result, after everything was sent or the connection was aborted.</returns>
    internal async Task<IResult> SendAsync(
        HttpContext http,
        DownloadFile file,
        Func<CancellationToken, IAsyncEnumerable<byte[]>> read,
        CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(
            cancellationToken, http.RequestAborted, host.ApplicationStopping);
        try
        {
            if (HttpMethods.IsHead(http.Request.Method)) Prepare(http, file);
            else await WriteAsync(http, file, read(ending.Token), ending.Token);
        }
        // Aborted, so that the caller does not take an incomplete file for a complete one.
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            http.Abort();
        }
        catch (Exception fault) when (http.Response.HasStarted)
        {
            Log.DownloadBroken(logger, file.Name, fault);
            http.Abort();
        }

        return Results.Empty;
    }

    /// <summary>A line of JSON Lines.</summary>
    internal static byte[] Line<T>(T value, JsonSerializerOptions options) =>
        [.. JsonSerializer.SerializeToUtf8Bytes(value, options), (byte)'\n'];

    private async Task WriteAsync(
        HttpContext http, DownloadFile file, IAsyncEnumerable<byte[]> lines, CancellationToken cancellationToken)
    {
        using var piece = new MemoryStream();
        await foreach (var line in lines.WithCancellation(cancellationToken))
        {
            if (!http.Response.HasStarted) Prepare(http, file);
            piece.Write(line);
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

    private static void Prepare(HttpContext http, DownloadFile file)
    {
        var headers = http.Response.Headers;
        headers.ContentType = file.ContentType;
        headers.CacheControl = "no-store";
        headers.ContentDisposition = $"attachment; filename={file.Name}";
        if (file.Link is not null) headers.Link = file.Link;
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
    }
}

/// <param name="Name">The file's name, a token of RFC 9110.</param>
/// <param name="Link">The header <c>Link</c>; null for none.</param>
internal sealed record DownloadFile(string Name, string ContentType, string? Link = null);
