using System.Globalization;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Zhiyu.Tests.Api.Access;

/// <summary>What else a token can be, besides the columns of the matrix.</summary>
public sealed class BearerTokenTests(ApiApp app) : IClassFixture<ApiApp>
{
    private const string Path = "/v1/admin/runtime/stats";

    [Theory]
    [InlineData("role")]
    [InlineData("roles")]
    public async Task Either_name_of_the_role_will_do(string claim) =>
        Assert.Equal(200, (await app.Client.CallAsync("GET", Path, People.Token(roleClaim: claim))).Status);

    [Fact]
    public async Task A_token_just_past_its_end_passes_for_clocks_that_differ() => Assert.Equal(
        200, (await app.Client.CallAsync("GET", Path, People.Token(endsIn: TimeSpan.FromSeconds(-10)))).Status);

    [Theory]
    [InlineData("""{"alg":"None"}""")]
    [InlineData("""{"alg":"RS256"}""")]
    [InlineData("""{"alg":""}""")]
    [InlineData("""{}""")]
    [InlineData("""[]""")]
    [InlineData("""not json""")]
    public async Task Another_head_is_refused_with_and_without_a_signature(string head)
    {
        var good = People.Token();

        foreach (var signature in (string[])["", good.Split('.')[2]])
        {
            var reply = await app.Client.CallAsync("GET", Path, People.Rewritten(good, head, signature));

            Assert.Equal((401, "UNAUTHORIZED"), (reply.Status, reply.Code));
            Assert.Equal("Bearer", Assert.Single(reply.Headers.WwwAuthenticate).Scheme);
        }
    }

    [Fact]
    public async Task A_token_whose_claims_were_changed_is_refused()
    {
        var (mine, admins) = (People.Token("me", "user").Split('.'), People.Token().Split('.'));

        var reply = await app.Client.CallAsync("GET", Path, $"{mine[0]}.{admins[1]}.{mine[2]}");

        Assert.Equal(401, reply.Status);
    }

    [Theory]
    [InlineData("{\"iss\":\"zhiyu\",\"aud\":\"zhiyu\",\"sub\":\"root\",\"role\":\"admin\"}")]
    [InlineData("{\"iss\":\"zhiyu\",\"aud\":\"zhiyu\",\"sub\":\"root\",\"role\":\"admin\",\"exp\":\"soon\"}")]
    public async Task A_token_that_never_ends_is_refused(string claims)
    {
        var token = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }
            .CreateToken(claims, People.With(ApiApp.JwtSecret));

        Assert.Equal(401, (await app.Client.CallAsync("GET", Path, token)).Status);
    }

    [Fact]
    public async Task A_token_with_a_critical_extension_is_refused()
    {
        foreach (var critical in (object[])[new[] { "b64" }, Array.Empty<string>(), "exp"])
        {
            var token = People.Token(header: new() { ["crit"] = critical, ["b64"] = true });

            Assert.Equal(401, (await app.Client.CallAsync("GET", Path, token)).Status);
        }

        Assert.Equal(200, (await app.Client.CallAsync(
            "GET", Path, People.Token(header: new() { ["b64"] = true }))).Status);
    }

    [Theory]
    [InlineData("9999-12-31T23:59:59Z", 200)]
    [InlineData("0001-01-01T00:00:00Z", 401)]
    public async Task The_last_and_the_first_moments_of_all_are_ends_like_others(string end, int status) => Assert.Equal(
        status,
        (await app.Client.CallAsync("GET", Path, People.Token(endsIn:
            DateTimeOffset.Parse(end, CultureInfo.InvariantCulture) - TimeProvider.System.GetUtcNow()))).Status);

    [Theory]
    [InlineData("a\nb")]
    [InlineData("名")]
    public async Task A_token_is_refused_whose_subject_no_provider_would_give(string sub) =>
        Assert.Equal(401, (await app.Client.CallAsync("GET", Path, People.Token(sub))).Status);

    [Theory]
    [InlineData(255, 200)]
    [InlineData(256, 401)]
    public async Task A_subject_may_be_as_long_as_providers_make_it(int length, int status) => Assert.Equal(
        status, (await app.Client.CallAsync("GET", Path, People.Token(new string('x', length)))).Status);

    [Fact]
    public async Task Another_algorithm_with_the_same_key_is_refused()
    {
        var key = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(ApiApp.JwtSecret + ApiApp.JwtSecret));

        var token = People.Token(signing: new SigningCredentials(key, SecurityAlgorithms.HmacSha512));

        Assert.Equal(401, (await app.Client.CallAsync("GET", Path, token)).Status);
    }

    [Fact]
    public async Task Two_headers_and_other_schemes_are_refused()
    {
        var token = People.Token();
        var twice = $"Bearer {token}";
        foreach (var headers in (string[][])[[twice, twice], [$"Basic {token}"], [token], ["Bearer"]])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Path);
            foreach (var header in headers) request.Headers.TryAddWithoutValidation("Authorization", header);

            Assert.Equal(401, (await app.SendAsync(request)).Status);
        }
    }
}
