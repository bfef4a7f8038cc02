using System.Net.Http.Headers;
using System.Text.Json;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Api.Streaming;

/// <summary>A stream as a client reads it, line by line.</summary>
internal sealed class OpenStream : IDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly StreamReader _lines;

    private OpenStream(HttpResponseMessage response, Stream body) =>
        (_response, _lines) = (response, new StreamReader(body));

    public HttpResponseHeaders Headers => _response.Headers;

    public HttpContentHeaders ContentHeaders => _response.Content.Headers;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<OpenStream> OpenAsync(HttpClient client, string? lastEventId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/events/stream");
        request.Headers.AcceptEncoding.ParseAdd("gzip, br, zstd");
        if (lastEventId is not null) request.Headers.TryAddWithoutValidation("Last-Event-ID", lastEventId);
        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token).Soon();
        Assert.Equal(200, (int)response.StatusCode);
        return new OpenStream(response, await response.Content.ReadAsStreamAsync(Token));
    }

    /// <summary>The next block, with its lines by their fields; a comment's field is empty.</summary>
    public async Task<IReadOnlyDictionary<string, string>> BlockAsync()
    {
        Dictionary<string, string> fields = [];
        while (await _lines.ReadLineAsync(Token).AsTask().Soon() is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            fields.Add(line[..colon], line[(colon + 1)..].TrimStart());
        }

        return fields;
    }

    /// <summary>The next event.</summary>
    public async Task<Streamed> EventAsync()
    {
        while (true)
        {
            var fields = await BlockAsync();
            Assert.False(fields.ContainsKey("event"), "The contract's events have no name.");
            if (fields.TryGetValue("data", out var data)) return new Streamed(fields["id"], JsonElement.Parse(data));
            Assert.True(fields.ContainsKey(""), "The stream ended.");
        }
    }

    public async Task<IReadOnlyList<Streamed>> EventsAsync(int count)
    {
        List<Streamed> events = [];
        while (events.Count < count) events.Add(await EventAsync());
        return events;
    }

    /// <summary>The first event of a kind.</summary>
    public async Task<Streamed> EventAsync(string type)
    {
        while (true)
            if (await EventAsync() is var next && next.Type == type) return next;
    }

    /// <summary>Reads on until the server has ended it.</summary>
    public Task EndAsync() => _lines.ReadToEndAsync(Token);

    public void Dispose()
    {
        _lines.Dispose();
        _response.Dispose();
    }
}

/// <param name="Id">What resumes after it.</param>
/// <param name="Data">What it says.</param>
internal sealed record Streamed(string Id, JsonElement Data)
{
    public string Type => Data.GetProperty("type").GetString()!;

    public string Payload => Data.GetProperty("payload").GetRawText();

    public string PostId => Data.GetProperty("payload").GetProperty("post_id").GetString()!;
}
