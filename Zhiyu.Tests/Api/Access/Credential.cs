using Zhiyu.Functions.Access;

namespace Zhiyu.Tests.Api.Access;

/// <summary>Credentials of every kind, by name.</summary>
internal static class Credential
{
    /// <summary>The header that it comes in, and what stands there.</summary>
    /// <param name="body">What a service token is signed for.</param>
    /// <param name="nonce">Of a service token, when it is not to be a new one.</param>
    public static (string Name, string? Value) Header(string kind, byte[] body, string? nonce) =>
        kind.StartsWith("service-", StringComparison.Ordinal)
            ? (ServiceToken.Header, Service(kind, body, nonce))
            : ("Authorization", Bearer(kind) is { } token ? $"Bearer {token}" : null);

    private static string? Bearer(string kind) => kind switch
    {
        "none" => null,
        "garbage" => "garbage",
        "expired" => People.Token(endsIn: TimeSpan.FromSeconds(-31)),
        "early" => People.Token(beginsIn: TimeSpan.FromSeconds(40)),
        "alg-none" => People.Rewritten(People.Token(), """{"alg":"none","typ":"JWT"}"""),
        "wrong-key" => People.Token(signing: People.With("another key, which is as long as it has to be")),
        "wrong-audience" => People.Token(audience: "another"),
        "wrong-issuer" => People.Token(issuer: "another"),
        "truncated" => People.Token()[..^4],
        "no-sub" => People.Token(sub: null),
        "no-role" => People.Token(role: "superadmin"),
        "other-owner" => People.Token("stranger", "user"),
        "user" => People.Token("owner", "user"),
        "admin" => People.Token(),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "An unknown credential."),
    };

    private static string Service(string kind, byte[] body, string? nonce) => kind switch
    {
        "service-token" or "service-replayed" => ApiCalls.SignedToken(body, nonce: nonce),
        "service-garbage" => "garbage",
        "service-wrong-key" => ApiCalls.SignedToken(body, secret: "another secret, also long enough"),
        "service-wrong-identity" => ApiCalls.SignedToken(body, identity: "admin"),
        "service-truncated" => ApiCalls.SignedToken(body)[..^1],
        "service-wrong-body" => ApiCalls.SignedToken([.. body, (byte)' ']),
        "service-skewed" => ApiCalls.SignedToken(body, offset: TimeSpan.FromSeconds(-310)),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "An unknown credential."),
    };
}
