using Microsoft.Extensions.Options;
using Zhiyu.Core.Retention;
using Zhiyu.Core.Storage.Memory;
using Zhiyu.Functions.Access;

namespace Zhiyu.Tests.Api;

/// <summary>The secret of the data plane is changed without a write being refused.</summary>
[Trait("Set", "Quick")]
public sealed class SecretChangeTests
{
    private const string Old = "the secret that all sign with now";
    private const string New = "the secret that all will sign with";

    private static readonly byte[] Body = "{}"u8.ToArray();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Old, null, true, false)]
    [InlineData(New, Old, true, true)]
    [InlineData(New, "", false, true)]
    public async Task While_it_is_changed_both_are_accepted(string secret, string? previous, bool old, bool @new)
    {
        Assert.Equal(old, await IsAcceptedAsync(Old, secret, previous));
        Assert.Equal(@new, await IsAcceptedAsync(New, secret, previous));
    }

    [Fact]
    public async Task A_previous_secret_alone_opens_nothing() =>
        Assert.Equal(ServiceTokenResult.NoSecret, await VerifyAsync(Old, secret: null, previous: Old));

    [Fact]
    public async Task What_was_signed_with_both_is_accepted_once()
    {
        var verifier = VerifierOf(New, Old);

        Assert.Equal(ServiceTokenResult.Accepted, await verifier.VerifyAsync(TokenOf(Old, "n"), Body, Token));
        Assert.Equal(ServiceTokenResult.NonceUsed, await verifier.VerifyAsync(TokenOf(New, "n"), Body, Token));
    }

    private static async Task<bool> IsAcceptedAsync(string signed, string? secret, string? previous) =>
        await VerifyAsync(signed, secret, previous) == ServiceTokenResult.Accepted;

    private static Task<ServiceTokenResult> VerifyAsync(string signed, string? secret, string? previous) =>
        VerifierOf(secret, previous).VerifyAsync(TokenOf(signed, "n"), Body, Token);

    private static ServiceTokenVerifier VerifierOf(string? secret, string? previous) => new(
        Options.Create(new ServiceAuthOptions { Secret = secret, PreviousSecret = previous }),
        new NonceStore(new MemoryTables()), TimeProvider.System);

    private static string TokenOf(string secret, string nonce) =>
        ApiCalls.SignedToken(Body, nonce: nonce, secret: secret);
}
