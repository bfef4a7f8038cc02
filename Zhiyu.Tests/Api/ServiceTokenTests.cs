using System.Globalization;
using System.Text;
using Zhiyu.Functions.Access;

namespace Zhiyu.Tests.Api;

public sealed class ServiceTokenTests(ApiApp app) : IClassFixture<ApiApp>
{
    private readonly byte[] _body = Encoding.UTF8.GetBytes(ApiCalls.Post().ToJsonString());

    [Fact]
    public async Task A_signed_write_is_accepted() => Assert.Equal(201, (await SendAsync(Token())).Status);

    [Fact]
    public async Task Without_a_token_nothing_is_written()
    {
        var reply = await app.WriteAsync("/v1/posts", _body, tokens: []);

        Assert.Equal((401, "UNAUTHORIZED"), (reply.Status, reply.Code));
    }

    [Fact]
    public async Task Two_tokens_are_none() =>
        Assert.Equal(401, (await app.WriteAsync("/v1/posts", _body, [Token(), Token()])).Status);

    [Theory]
    [InlineData("")]
    [InlineData("garbage")]
    [InlineData(":::")]
    [InlineData("agent-runtime:1:n")]
    public async Task Garbage_is_refused(string token) => Assert.Equal(401, (await SendAsync(token)).Status);

    /// <summary>Each takes a good token apart; the parts are identity, time, nonce, signature.</summary>
    public static TheoryData<string> Breaks =>
    [
        "a part more", "a part less", "other identity in name only", "no nonce", "other nonce", "other time",
        "signed time", "padded time", "time in words", "time past all bounds", "truncated signature",
        "longer signature", "upper-case signature", "signature not hex", "empty signature",
    ];

    [Theory]
    [MemberData(nameof(Breaks))]
    public async Task A_broken_token_is_refused(string how)
    {
        var reply = await SendAsync(Break(Token().Split(':'), how));

        Assert.Equal((401, "UNAUTHORIZED"), (reply.Status, reply.Code));
    }

    [Fact]
    public async Task Another_identity_is_refused_however_well_it_signs() =>
        Assert.Equal(401, (await SendAsync(ApiCalls.SignedToken(_body, identity: "admin"))).Status);

    [Fact]
    public async Task Another_secret_is_refused() => Assert.Equal(
        401, (await SendAsync(ApiCalls.SignedToken(_body, secret: "another secret, also long enough"))).Status);

    [Fact]
    public async Task A_token_for_another_body_is_refused() =>
        Assert.Equal(401, (await SendAsync(ApiCalls.SignedToken([.. _body, (byte)' ']))).Status);

    [Theory]
    [InlineData(-310, 401)]
    [InlineData(-290, 201)]
    [InlineData(290, 201)]
    [InlineData(310, 401)]
    public async Task A_clock_may_be_five_minutes_off(int seconds, int status) => Assert.Equal(
        status, (await SendAsync(ApiCalls.SignedToken(_body, offset: TimeSpan.FromSeconds(seconds)))).Status);

    [Fact]
    public async Task A_replayed_token_is_refused()
    {
        var token = Token();
        await SendAsync(token);

        var reply = await SendAsync(token);

        Assert.Equal((401, "UNAUTHORIZED"), (reply.Status, reply.Code));
    }

    [Fact]
    public async Task A_nonce_is_refused_in_another_token_too()
    {
        var nonce = ApiCalls.Unique("nonce");
        await SendAsync(ApiCalls.SignedToken(_body, nonce: nonce));

        var other = ApiCalls.SignedToken(_body, nonce: nonce, offset: TimeSpan.FromSeconds(1));

        Assert.Equal(401, (await SendAsync(other)).Status);
    }

    [Fact]
    public async Task A_forged_token_uses_up_no_nonce()
    {
        var nonce = ApiCalls.Unique("nonce");
        await SendAsync(ApiCalls.SignedToken(_body, nonce: nonce, secret: "another secret, also long enough"));

        Assert.Equal(201, (await SendAsync(ApiCalls.SignedToken(_body, nonce: nonce))).Status);
    }

    // From openssl dgst, so that the signature does not only agree with itself.
    [Fact]
    public void The_signature_is_HMAC_over_the_contract_s_text() => Assert.Equal(
        "c72c3d90f55fe07e347893bfd997d96c636bf1950eca9df9f5e903453d8cd189",
        ServiceToken.Sign("0123456789abcdef0123456789abcdef", "agent-runtime", 1700000000000, "n1", "{}"u8));

    private static string Break(string[] parts, string how) => string.Join(':', how switch
    {
        "a part more" => [.. parts, "more"],
        "a part less" => parts[1..],
        "other identity in name only" => ["admin", .. parts[1..]],
        "no nonce" => [parts[0], parts[1], "", parts[3]],
        "other nonce" => [parts[0], parts[1], "other", parts[3]],
        "other time" => [
            parts[0], (long.Parse(parts[1], CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture),
            .. parts[2..]],
        "signed time" => [parts[0], "+" + parts[1], .. parts[2..]],
        "padded time" => [parts[0], "0" + parts[1], .. parts[2..]],
        "time in words" => [parts[0], "now", .. parts[2..]],
        "time past all bounds" => [parts[0], new string('9', 40), .. parts[2..]],
        "truncated signature" => [.. parts[..3], parts[3][..63]],
        "longer signature" => [.. parts[..3], parts[3] + "0"],
        "upper-case signature" => [.. parts[..3], parts[3].ToUpperInvariant()],
        "signature not hex" => [.. parts[..3], parts[3][..63] + "g"],
        _ => [.. parts[..3], ""],
    });

    private string Token() => ApiCalls.SignedToken(_body);

    private Task<ApiReply> SendAsync(string token) => app.WriteAsync("/v1/posts", _body, [token]);
}
