using System.Net.Sockets;
using System.Text;

namespace Zhiyu.Tests.Api.Contract.Fuzz;

/// <summary>What no client sends: the server refuses most of it before any function has a say.</summary>
public sealed class RawHttpTests(FuzzApp app) : IClassFixture<FuzzApp>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>No answer, since who asked hung up in the middle.</summary>
    private const int Gone = 0;

    /// <summary>What it is, the request with \n for each line's end, and the statuses that are in order.</summary>
    public static TheoryData<string, string, int[]> Requests => new()
    {
        { "a path that begins twice", Get("//v1/feed"), [404] },
        { "a NUL in the path", Get("/v1/\0"), [400] },
        { "an escaped NUL in the path", Get("/v1/%00"), [400] },
        { "a blank in the path", Get("/v1/feed x"), [400] },
        { "a byte in the path that is no ASCII", Get("/v1/\u00ff"), [400] },
        { "a request line without end", Get($"/v1/{new string('a', 10_000)}"), [414] },
        { "a whole address", Get("http://elsewhere/v1/feed"), [200, 400] },
        { "no path", Get("*"), [405] },
        { "no version", "GET /v1/feed\n\n", [400] },
        { "a version of the future", "GET /v1/feed HTTP/9.9\nHost: x\n\n", [505] },
        { "a greeting of TLS", "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\n\n", [400] },
        { "noise", "\u00fe\u00ff\0\n\n", [400] },
        { "no host", "GET /v1/feed HTTP/1.1\nConnection: close\n\n", [400] },
        { "two hosts", Get("/v1/feed", "Host: y"), [400] },
        { "a host that is none", Get("/v1/feed").Replace("Host: x", "Host: a b", StringComparison.Ordinal), [400] },
        { "a header without a colon", Get("/v1/feed", "X-Odd"), [400] },
        { "a blank before the colon", Get("/v1/feed", "X-Odd : 1"), [400] },
        { "a header on two lines", Get("/v1/feed", "X-Odd: 1\n 2"), [400] },
        { "a NUL in a header", Get("/v1/feed", "X-Odd: a\0b"), [400] },
        { "a byte in a header that is no UTF-8", Get("/v1/feed", "X-Odd: \u00ff"), [400] },
        { "a header too large", Get("/v1/feed", $"X-Odd: {new string('a', 40_000)}"), [431] },
        { "too many headers", Get("/v1/feed", [.. Enumerable.Range(0, 200).Select(n => $"X-{n}: 1")]), [431] },
        { "another protocol", Get("/v1/feed", "Upgrade: h2c", "HTTP2-Settings: AAMAAABkAAQAAP__"), [200] },
        { "a body that ends too early", Post("{}", "Content-Length: 100"), [Gone] },
        { "a body without a length", Post("{}"), [401] },
        { "a body longer than its length", Post("{}{}{}", "Content-Length: 2"), [401] },
        { "a length below nothing", Post("{}", "Content-Length: -1"), [400] },
        { "a length that is none", Post("{}", "Content-Length: two"), [400] },
        { "a length beyond all bounds", Post("{}", "Content-Length: 99999999999999999999"), [400] },
        { "more than fits", Post("{}", "Content-Length: 1048577"), [413] },
        { "more than any server takes", Post("{}", "Content-Length: 99999999999"), [413] },
        { "two lengths", Post("{}", "Content-Length: 2", "Content-Length: 3"), [400] },
        { "a length and chunks", Post("2\n{}\n0\n\n", "Content-Length: 2", "Transfer-Encoding: chunked"), [400, 401] },
        { "chunks of no size", Post("x\n{}\n0\n\n", "Transfer-Encoding: chunked"), [400] },
        { "a chunk of a size beyond all bounds", Post("FFFFFFFFFFFFFF\n{}", "Transfer-Encoding: chunked"), [400] },
        { "chunks without end", Post("2\n{}\n", "Transfer-Encoding: chunked"), [Gone] },
        { "chunks that are zipped", Post("{}", "Transfer-Encoding: gzip"), [400, 401] },
        { "a question first", Post("{}", "Content-Length: 2", "Expect: 100-continue"), [100, 401] },
        { "a question of no sense", Post("{}", "Content-Length: 2", "Expect: miracles"), [401, 417] },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task A_request_that_is_none_is_refused_soon(string what, string request, int[] statuses)
    {
        var status = await SendAsync(request, hangUp: statuses.Contains(Gone));

        Assert.True(statuses.Contains(status), $"{what}: {status}");
        Assert.Equal(200, await SendAsync(Get("/v1/health")));
    }

    // The server waits for five seconds, and then for 240 bytes a second.
    [Fact]
    public async Task A_body_that_stalls_is_told_so() =>
        Assert.Equal(408, await SendAsync(Post("{", "Content-Length: 100")));

    private static string Get(string target, params string[] headers) =>
        $"GET {target} HTTP/1.1\nHost: x\nConnection: close\n{string.Concat(headers.Select(each => $"{each}\n"))}\n";

    private static string Post(string body, params string[] headers) => Get("/v1/posts", headers)
        .Replace("GET", "POST", StringComparison.Ordinal)
        .Replace("Host", "Content-Type: application/json\nHost", StringComparison.Ordinal) + body;

    /// <returns>The status of the first answer.</returns>
    private async Task<int> SendAsync(string request, bool hangUp = false)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        patience.CancelAfter(Patience);
        using var connection = new TcpClient();
        await connection.ConnectAsync(app.Address.Host, app.Address.Port, patience.Token);
        var stream = connection.GetStream();
        var lines = request.Replace("\n", "\r\n", StringComparison.Ordinal);
        await stream.WriteAsync(Encoding.Latin1.GetBytes(lines), patience.Token);
        if (hangUp) connection.Client.Shutdown(SocketShutdown.Send);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        var line = await ReadLineAsync(reader, patience.Token);
        return line.Split(' ') is [_, { Length: 3 } status, ..]
            ? int.Parse(status, System.Globalization.CultureInfo.InvariantCulture)
            : Gone;
    }

    private static async Task<string> ReadLineAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadLineAsync(cancellationToken) ?? "";
        }
        catch (IOException)
        {
            return "";
        }
    }
}
