using Zhiyu.Functions.Access;
using Zhiyu.Tests.Api.Access;

namespace Zhiyu.Tests.Api.Contract.Fuzz;

/// <summary>What can be done to headers.</summary>
internal static class HeaderTricks
{
    // A header that is not known may be anything, and is ignored.
    private static readonly (string Name, string Value)[] Odd =
    [
        ("If-None-Match", "*"), ("If-None-Match", "\"x\""), ("If-None-Match", "W/\"x\""), ("If-None-Match", "x"),
        ("If-None-Match", "\""), ("If-None-Match", "\"\", , W/"), ("If-None-Match", "\"\u00ff\""),
        ("If-None-Match", string.Join(", ", Enumerable.Range(0, 1_000).Select(n => $"\"{n}\""))),
        ("If-Match", "*"), ("If-Modified-Since", "yesterday"), ("Range", "bytes=0-0"), ("Range", "bytes=9-1,-1"),
        ("Accept", "text/html"), ("Accept", "////"), ("Accept-Charset", "utf-7"), ("Accept-Encoding", "x, identity;q=0.5"),
        ("Accept-Language", "%00"), ("X-HTTP-Method-Override", "DELETE"), ("X-Forwarded-Host", "evil"),
        ("X-Forwarded-For", "' or 1 eq 1"), ("X-Original-URL", "/v1/dev/seed"), ("Origin", "null"),
        ("Cookie", "a=b; =; ;"), ("traceparent", "00-00-00-00"), ("X-Odd", "\u00e9\u00ff"), ("X-Long", new string('x', 16_000)),
    ];

    private static readonly string[] BadEventIds =
        ["x", "0", "-1", "*", "%00", "\u00e9", "9999999999999999999", new('0', 10_000), "' or 1 eq 1"];

    public static IEnumerable<FuzzRequest> Of(ContractOperation operation, FuzzForum forum)
    {
        var good = forum.Good(operation);
        foreach (var header in Odd) yield return good with { Trick = $"an odd {header.Name}", Headers = [header] };
        foreach (var (trick, credentials) in BadCredentials(operation, good.Body ?? []))
            yield return good with { Trick = trick, Credentials = credentials, IsBad = true };
        foreach (var id in operation.Name == "StreamEvents" ? BadEventIds : [])
            yield return good with { Trick = "a bad event id", Headers = [("Last-Event-ID", id)], IsBad = true };
        foreach (var bearer in operation.Access == "everyone" ? Bearers() : [])
            yield return good with { Trick = "a token that is not asked for", Credentials = [("Authorization", bearer)] };
    }

    private static IEnumerable<(string Trick, (string, string)[] Credentials)> BadCredentials(
        ContractOperation operation, byte[] body) => operation.Access switch
        {
            "agent-runtime" =>
            [
                ("no service token", []),
                ("a person's token", [("Authorization", $"Bearer {People.Token()}")]),
                ("two service tokens", [Service(ApiCalls.SignedToken(body)), Service(ApiCalls.SignedToken(body))]),
                .. ServiceTokens(body).Select(token => ("a bad service token", new[] { Service(token) })),
            ],
            "person" or "owner-or-admin" or "admin" =>
            [
                ("no token", []),
                ("the runtime's token", [Service(ApiCalls.SignedToken(body))]),
                ("two tokens", [Bearer(People.Token()), Bearer(People.Token())]),
                .. Bearers().Select(token => ("a bad token", new[] { ("Authorization", token) })),
                ("no role", [Bearer(People.Token(role: "superadmin"))]),
            ],
            _ => [],
        };

    private static IEnumerable<string> ServiceTokens(byte[] body)
    {
        var good = ApiCalls.SignedToken(body);
        var parts = good.Split(':');
        string With(int place, string text) => string.Join(':', parts.Select((part, at) => at == place ? text : part));
        return
        [
            "", " ", ":", ":::", "x", $"{good}:x", $"x:{good}", $"{good}, {good}", good[..^1], $"{good}0",
            good[..^64] + good[^64..].ToUpperInvariant(),
            With(0, ""), With(0, "admin"), With(0, "AGENT-RUNTIME"), With(0, new string('a', 65)),
            With(1, "0"), With(1, "-1"), With(1, $"0{parts[1]}"), With(1, "99999999999999999999"), With(1, "now"),
            With(1, "1e12"), With(2, ""), With(2, new string('n', 129)), With(2, "a b"), With(2, "\u00e9"),
            With(2, new string('n', 10_000)), With(3, ""), With(3, new string('0', 64)), With(3, new string('z', 64)),
            With(3, new string('0', 10_000)),
            ApiCalls.SignedToken([.. body, 0x20]),
            ApiCalls.SignedToken(body, identity: "another"),
            ApiCalls.SignedToken(body, secret: "another secret, which is long enough"),
            ApiCalls.SignedToken(body, offset: TimeSpan.FromMinutes(6)),
            ApiCalls.SignedToken(body, offset: TimeSpan.FromMinutes(-6)),
            ApiCalls.SignedToken(body, offset: TimeSpan.FromDays(-20_000)),
        ];
    }

    private static IEnumerable<string> Bearers()
    {
        var good = People.Token();
        string[] tokens =
        [
            "", " ", "x", "a.b.c", "..", "....", "\u00e9", $"{good}x", good[..^1], $"{good}.x", $"Bearer {good}",
            $"{good}, Bearer {good}", new string('a', 16_000),
            People.Rewritten(good, """{"alg":"none"}"""),
            People.Rewritten(good, """{"alg":"HS512"}""", "x"),
            People.Rewritten(good, "no JSON", "x"),
            People.Token(endsIn: TimeSpan.FromMinutes(-5)),
            People.Token(beginsIn: TimeSpan.FromMinutes(5)),
            People.Token(audience: "another"),
            People.Token(issuer: "another"),
            People.Token(sub: null),
            People.Token(signing: People.With("another key, which is as long as it has to be")),
        ];
        string[] schemes = ["", " ", "Bearer", good, $"Bearer{good}", $"Basic {good}"];
        return [.. schemes, .. tokens.Select(token => $"Bearer {token}")];
    }

    private static (string, string) Service(string token) => (ServiceToken.Header, token);

    private static (string, string) Bearer(string token) => ("Authorization", $"Bearer {token}");
}
