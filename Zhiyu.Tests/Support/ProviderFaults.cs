using Microsoft.AspNetCore.Http;
using static Zhiyu.Tests.Support.FakeOpenAiServer;

namespace Zhiyu.Tests.Support;

/// <summary>What may go wrong with a provider, by name: the server's answers, the last one for all that follow.</summary>
internal static class ProviderFaults
{
    // Providers quote what they were sent, the key included.
    private const string Error = $$"""{"error":{"message":"{{ModelCalls.Key}} {{ModelCalls.Question}}"} }""";

    public static readonly Dictionary<string, RequestDelegate[]> Scripts = new()
    {
        ["429 with Retry-After in seconds"] = [Refuses(429, "0", Error), Says("是。")],
        ["429 with Retry-After as a date"] = [Refuses(429, "Sun, 01 Mar 2026 08:00:00 GMT", Error), Says("是。")],
        ["429 with Retry-After past the deadline"] = [Refuses(429, "3600", Error)],
        ["408, then an answer"] = [Refuses(408, body: Error), Says("是。")],
        ["500 for ever"] = [Refuses(500, body: Error)],
        ["503, then an answer"] = [Refuses(503, body: Error), Says("是。")],
        ["400"] = [Refuses(400, body: Error)],
        ["401"] = [Refuses(401, body: Error)],
        ["403"] = [Refuses(403, body: Error)],
        ["404"] = [Refuses(404, body: Error)],
        ["302"] = [Refuses(302, body: Error)],
        ["400 of the content filter"] = [Refuses(400, body: """{"error":{"code":"data_inspection_failed"}}""")],
        ["malformed JSON"] = [Sends("""{"choices":""")],
        ["an array"] = [Sends("[]")],
        ["no body"] = [Sends("")],
        ["no choices"] = [OffersNothing],
        ["empty content"] = [Says(" ")],
        ["null content of the content filter"] = [Says(null, "content_filter")],
        ["null content, cut off"] = [Says(null, "length")],
        ["truncated"] = [Says("是", "length")],
        ["reset before headers"] = [Drops],
        ["reset in the body"] = [DropsInTheBody],
        ["hang before headers"] = [SaysNothing],
        ["hang after headers"] = [StallsAfterHeaders],
        ["500, then a hang"] = [Refuses(500, body: Error), SaysNothing],
        ["slow drip"] = [Drips],
        ["a web page"] = [Sends("<html>Bad gateway</html>", type: "text/html")],
        ["10 MB body"] = [SaysFarTooMuch],
        ["usage missing"] = [Says("是。", tellsUsage: false)],
    };
}
