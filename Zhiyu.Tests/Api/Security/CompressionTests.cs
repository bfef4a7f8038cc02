using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Core.Communities;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Api.Security;

public sealed class CompressionTests(AzuriteFixture azurite)
{
    private const string Large = "/v1/communities";

    private static readonly string Text = new('x', 5_000);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task A_large_answer_is_compressed_for_who_can_read_it(string coding)
    {
        await using var app = await StartAsync();
        using var plain = await AskAsync(app, Large);
        using var packed = await AskAsync(app, Large, coding);

        var bytes = await packed.Content.ReadAsByteArrayAsync(Token);
        var text = await plain.Content.ReadAsStringAsync(Token);

        Assert.Empty(plain.Content.Headers.ContentEncoding);
        Assert.Equal([coding], packed.Content.Headers.ContentEncoding);
        Assert.Equal(text, Unpacked(coding, bytes));
        Assert.True(bytes.Length < text.Length / 2, $"{bytes.Length} of {text.Length} bytes are left.");
        Assert.Equal(["Accept-Encoding"], plain.Headers.Vary);
        Assert.Equal(["Accept-Encoding"], packed.Headers.Vary);
        Assert.Equal(plain.Headers.ETag, packed.Headers.ETag);
    }

    [Fact]
    public async Task What_is_known_is_not_sent_again_in_any_coding()
    {
        await using var app = await StartAsync();
        using var first = await AskAsync(app, Large, "br");

        using var again = await AskAsync(app, Large, "gzip", first.Headers.ETag!.ToString());

        Assert.Equal(304, (int)again.StatusCode);
        Assert.Empty(again.Content.Headers.ContentEncoding);
        Assert.Equal(["Accept-Encoding"], again.Headers.Vary);
    }

    [Theory]
    [InlineData("/v1/health")]
    [InlineData("/stream")]
    [InlineData("/tagged")]
    public async Task What_is_small_or_a_stream_or_bytes_to_be_kept_is_left_as_it_is(string path)
    {
        await using var app = await StartAsync();

        using var response = await AskAsync(app, path, "br");

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Empty(response.Content.Headers.ContentEncoding);
    }

    private async Task<RunningApp> StartAsync()
    {
        var tricks = new RequestTricks(
            ("/stream", Sends("text/event-stream", tag: null)), ("/tagged", Sends("text/html", "\"tag\"")));
        var app = await RunningApp.StartAsync(
            azurite.NewAccount(), [], services => services.AddSingleton<IStartupFilter>(tricks));
        await app.Get<CommunityStore>().AddAsync(Some.Community() with { Description = Text }, Token);
        return app;
    }

    private static RequestDelegate Sends(string type, string? tag) => http =>
    {
        http.Response.ContentType = type;
        http.Response.Headers.ETag = tag;
        return http.Response.WriteAsync(Text);
    };

    private static async Task<HttpResponseMessage> AskAsync(
        RunningApp app, string path, string? coding = null, string? known = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (coding is not null) request.Headers.AcceptEncoding.ParseAdd(coding);
        if (known is not null) request.Headers.IfNoneMatch.ParseAdd(known);
        return await app.Client.SendAsync(request, Token);
    }

    private static string Unpacked(string coding, byte[] bytes)
    {
        using var packed = new MemoryStream(bytes);
        using Stream plain = coding == "br"
            ? new BrotliStream(packed, CompressionMode.Decompress)
            : new GZipStream(packed, CompressionMode.Decompress);
        using var reader = new StreamReader(plain, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
