using System.Net.Sockets;
using System.Text;

namespace Zhiyu.Tests.Api.Security;

/// <summary>Headers that no client of ours makes.</summary>
public sealed class OddHeaderTests(ApiApp app) : IClassFixture<ApiApp>
{
    [Theory]
    [InlineData("GET /v1/admin/poison", "Authorization: Bearer \u00e9\u00ff", 400)]
    [InlineData("GET /v1/admin/poison", "Authorization: Bearer a.\u0001.c", 401)]
    [InlineData("POST /v1/posts", "X-Service-Token: agent-runtime:1:\u00ff:x", 400)]
    [InlineData("GET /v1/feed", "If-None-Match: \u00ff", 400)]
    public async Task What_is_no_text_is_the_caller_s_fault(string line, string header, int status) =>
        Assert.Equal(status, await SendAsync(line, header));

    [Theory]
    [InlineData("GET /v1/admin/poison", "Authorization: Bearer ", 16_000, 401)]
    [InlineData("POST /v1/posts", "X-Service-Token: agent-runtime:1:n:", 16_000, 401)]
    [InlineData("GET /v1/feed", "X-Long: ", 64_000, 431)]
    public async Task What_is_too_long_is_the_caller_s_fault(string line, string header, int length, int status) =>
        Assert.Equal(status, await SendAsync(line, header + new string('a', length)));

    // As bytes: a client of the framework would not send them.
    private async Task<int> SendAsync(string line, string header)
    {
        var address = app.Client.BaseAddress!;
        using var socket = new TcpClient();
        await socket.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
        var request = $"{line} HTTP/1.1\r\nHost: {address.Authority}\r\nConnection: close\r\n"
            + $"Content-Type: application/json\r\n{header}\r\n\r\n";
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        var status = await reader.ReadLineAsync(TestContext.Current.CancellationToken);
        return int.Parse(status!.Split(' ')[1], provider: null);
    }
}
