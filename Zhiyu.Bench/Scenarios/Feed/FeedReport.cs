using Zhiyu.Bench.Measure;

namespace Zhiyu.Bench.Scenarios.Feed;

internal sealed record FeedReport(IReadOnlyList<FeedAtSize> Sizes) : Report
{
    public override IEnumerable<IReadOnlyList<string>> Table =>
    [
        [
            "request", "posts", "transactions", "bytes", "app CPU", "requests/s at 16 connections", "p99",
            "of those at one page",
        ],
        .. Sizes.SelectMany(size => size.Requests.Select(each => (string[])
        [
            each.Request, $"{size.Posts:n0}", $"{each.Ops:0.0}", $"{each.Bytes:n0}", $"{each.CpuMs:0.0} ms",
            $"{each.ReqPerS:0}", $"{each.P99Ms:0} ms", $"{each.ReqPerS / AtOnePage(each.Request):0.00} (goal 0.90)",
        ])),
    ];

    private double AtOnePage(string request) =>
        Sizes[1].Requests.First(each => each.Request == request).ReqPerS;
}

/// <param name="Posts">
/// The number of posts in addition to the sample data and to one thread with 10,000 comments (one page of comments for
/// a forum of one page).
/// </param>
internal sealed record FeedAtSize(int Posts, IReadOnlyList<FeedRequest> Requests);

/// <param name="Ops">The storage transactions of one request.</param>
/// <param name="Bytes">The size of the response body.</param>
/// <param name="CpuMs">The app's processor time of one request.</param>
internal sealed record FeedRequest(
    string Request, double Ops, double Bytes, double CpuMs, double ReqPerS, double P99Ms);
