using Microsoft.IdentityModel.Tokens;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Api.Access;

/// <summary>People who sign in with an OpenID Connect provider.</summary>
public sealed class AuthorityTests(AzuriteFixture azurite)
{
    private const string Path = "/v1/admin/runtime/stats";

    [Fact]
    public async Task Exactly_what_the_authority_signed_for_us_is_let_in()
    {
        await using var authority = await FakeAuthority.StartAsync();
        await using var app = await StartAsync(authority);
        var publicKey = authority.Key.Rsa.ExportRSAPublicKeyPem();
        (string Token, int Status)[] cases =
        [
            (Token(authority), 200),
            (Token(authority, role: "user"), 403),
            (Token(authority, audience: "zhiyu"), 401),
            (Token(authority, issuer: "zhiyu"), 401),
            (Token(authority, endsIn: TimeSpan.FromMinutes(-5)), 401),
            (Token(authority, signing: new SigningCredentials(
                FakeAuthority.NewKey("first"), SecurityAlgorithms.RsaSha256)), 401),
            // What is public must not pass for a secret.
            (Token(authority, signing: People.With(publicKey)), 401),
            (Token(authority, signing: People.With(ApiApp.JwtSecret)), 401),
            (People.Rewritten(Token(authority), """{"alg":"none"}"""), 401),
        ];

        foreach (var (token, status) in cases)
            Assert.Equal(status, (await app.Client.CallAsync("GET", Path, token)).Status);
    }

    // Many providers leave nbf out.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_new_key_of_the_authority_is_learned(bool hasBeginning)
    {
        await using var authority = await FakeAuthority.StartAsync();
        await using var app = await StartAsync(authority);
        Assert.Equal(
            200, (await app.Client.CallAsync("GET", Path, Token(authority, hasBeginning: hasBeginning))).Status);

        authority.Rotate();

        await Eventually.TrueAsync(async () =>
            (await app.Client.CallAsync("GET", Path, Token(authority, hasBeginning: hasBeginning))).Status == 200);
    }

    [Fact]
    public async Task While_the_authority_was_never_reached_all_people_are_refused_and_the_answer_says_why()
    {
        await using var authority = await FakeAuthority.StartAsync();
        authority.IsWell = false;
        await using var app = await StartAsync(authority);

        var down = await app.Client.CallAsync("GET", Path, Token(authority));

        Assert.Equal((503, "SERVICE_UNAVAILABLE"), (down.Status, down.Code));
        Assert.Contains("JWT_AUTHORITY", down.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_an_authority_vouches_no_token_is_made_for_development()
    {
        await using var authority = await FakeAuthority.StartAsync();
        await using var app = await StartAsync(authority, "Development");

        var reply = await app.Client.CallAsync(
            "POST", "/v1/dev/token", bearer: null, """{"user_id":"me","role":"admin"}""");

        Assert.Equal((503, "SERVICE_UNAVAILABLE"), (reply.Status, reply.Code));
    }

    private static string Token(
        FakeAuthority authority,
        string role = "admin",
        string? issuer = null,
        string audience = "forum",
        TimeSpan? endsIn = null,
        SigningCredentials? signing = null,
        bool hasBeginning = true) =>
        People.Token(
            "somebody", role, issuer ?? authority.Address, audience, endsIn,
            signing: signing ?? authority.Signing, hasBeginning: hasBeginning);

    private Task<RunningApp> StartAsync(FakeAuthority authority, string environment = "Production") =>
        RunningApp.StartAsync(azurite.NewAccount(), new()
        {
            ["ZHIYU_ENVIRONMENT"] = environment,
            ["JWT_AUTHORITY"] = authority.Address,
            ["JWT_AUDIENCE"] = "forum",
        });
}
