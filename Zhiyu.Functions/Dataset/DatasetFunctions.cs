using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Azure.Functions.Worker;
using Zhiyu.Core.Forum.Feeds;
using Zhiyu.Functions.Access;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Dataset;

/// <summary>The public content of the forum, for research.</summary>
public sealed class DatasetFunctions(DatasetReader reader, Download download, TimeProvider clock)
{
    private const string Path = "/v1/dataset";

    /// <summary>A caller who reads slowly must not hold the connection for hours.</summary>
    private static readonly TimeSpan LongestTime = TimeSpan.FromMinutes(10);

    private static readonly string[] TimeForms =
        ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.fff'Z'"];

    // A field without a value is left out.
    private static readonly JsonSerializerOptions Json = new(ContractJson.Options)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>At most 1,000 threads with all their comments.</summary>
    [Function("GetDataset")]
    [Access(AccessPolicy.Everyone, IsDownload = true)]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "v1/dataset")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var query = new PageQuery(request.Query);
        var isCsv = IsCsv(query);
        var range = new DatasetRange(
            Time(query, "from"), Time(query, "to"), query.Cursor(FeedEntry.IsCursor));
        if (query.Faults.Count > 0) return ApiResults.Error(ApiError.Invalid(query.Faults));

        using var longest = new CancellationTokenSource(LongestTime, clock);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(longest.Token, cancellationToken);
        var page = await reader.PageAsync(range, ending.Token);
        var file = isCsv
            ? new DownloadFile("dataset.csv", "text/csv; charset=utf-8; header=present", LinkOf(request, page))
            : new DownloadFile("dataset.jsonl", "application/jsonl; charset=utf-8", LinkOf(request, page));
        return await download.SendAsync(
            request.HttpContext, file, token => isCsv ? CsvAsync(page, token) : JsonAsync(page, token), ending.Token);
    }

    private async IAsyncEnumerable<byte[]> JsonAsync(
        DatasetPage page, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in reader.RowsAsync(page, cancellationToken)) yield return Download.Line(row, Json);
        yield return Download.Line(new DatasetEnd("end", Cursor.Encode(page.Next)), ContractJson.Options);
    }

    private async IAsyncEnumerable<byte[]> CsvAsync(
        DatasetPage page, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return CsvLine.Header;
        await foreach (var row in reader.RowsAsync(page, cancellationToken)) yield return CsvLine.Of(row);
    }

    // RFC 8288, with a reference that is relative to this address: the forum may have several names.
    private static string? LinkOf(HttpRequest request, DatasetPage page)
    {
        if (page.Next is null) return null;
        var next = new QueryBuilder();
        foreach (var name in (string[])["format", "from", "to"])
            if (request.Query[name] is [{ Length: > 0 } value]) next.Add(name, value);
        next.Add("cursor", Cursor.Encode(page.Next)!);
        return $"<{Path}{next}>; rel=\"next\"";
    }

    private static bool IsCsv(PageQuery query) => query.Text("format") switch
    {
        null or "jsonl" => false,
        "csv" => true,
        _ => query.Fault("format", "format must be 'jsonl' or 'csv'.", false),
    };

    private static DateTimeOffset? Time(PageQuery query, string name)
    {
        if (query.Text(name) is not { } text) return null;
        return DateTimeOffset.TryParseExact(
            text,
            TimeForms,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var time)
            ? time
            : query.Fault<DateTimeOffset?>(
                name, $"{name} must be a day or a time in UTC, such as 2026-03-01 or 2026-03-01T08:00:00Z.", null);
    }
}

/// <summary>The last line of JSON Lines: without it, the page is incomplete.</summary>
/// <param name="Next">The cursor of the next page; null on the last.</param>
internal sealed record DatasetEnd(string Type, string? Next);
