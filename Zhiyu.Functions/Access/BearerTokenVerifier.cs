using System.Text.RegularExpressions;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Zhiyu.Functions.Access;

/// <summary>Verifies the bearer token of a person.</summary>
internal sealed partial class BearerTokenVerifier(TokenRules rules)
{
    private const string Scheme = "Bearer ";

    private readonly JsonWebTokenHandler _handler = new();

    /// <param name="header">The header <c>Authorization</c>; null when it is missing or repeated.</param>
    /// <param name="cancellationToken">The caller's.</param>
    public async Task<BearerTokenResult> VerifyAsync(string? header, CancellationToken cancellationToken)
    {
        if (rules is { Authority: null, Key: null })
            return BearerTokenResult.Invalid.Unavailable(
                $"The control plane is off until {JwtOptions.AuthoritySetting} or {JwtOptions.SecretSetting} is set.");
        if (header is null || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return BearerTokenResult.Invalid.Unauthorized("Authorization must be 'Bearer' and a token.");
        var text = header[Scheme.Length..].Trim();
        if (!_handler.CanReadToken(text)) return BearerTokenResult.Invalid.Unauthorized("The token is not a JWT.");
        if (rules.Authority is not null && !await AnswersAsync(cancellationToken))
            return BearerTokenResult.Invalid.Unavailable(
                $"{JwtOptions.AuthoritySetting} is unavailable, so sign-in is not possible; try again later.");

        var result = await _handler.ValidateTokenAsync(text, rules.Parameters);
        if (!result.IsValid) return BearerTokenResult.Invalid.Unauthorized(Describe(result.Exception));
        var token = (JsonWebToken)result.SecurityToken;
        // RFC 7515, 4.1.11: a token must be refused when its critical extensions are not supported.
        if (token.TryGetHeaderValue<object>("crit", out _))
            return BearerTokenResult.Invalid.Unauthorized(
                "The token has critical extensions (crit) that are not supported.");
        if (string.IsNullOrWhiteSpace(token.Subject))
            return BearerTokenResult.Invalid.Unauthorized("The token has no sub.");
        return !SubjectForm.IsMatch(token.Subject)
            ? BearerTokenResult.Invalid.Unauthorized("The token's sub must be at most 255 ASCII characters.")
            : new BearerTokenResult.Accepted(new Caller(token.Subject, RoleOf(token)));
    }

    // The manager caches the keys and refreshes them; it fails only while it has no keys.
    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        try
        {
            await rules.Authority!.GetConfigurationAsync(cancellationToken);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static Role? RoleOf(JsonWebToken token)
    {
        var roles = token.Claims.Where(claim => claim.Type is "role" or "roles").Select(claim => claim.Value).ToList();
        return roles.Contains("admin") ? Role.Admin : roles.Contains("user") ? Role.User : null;
    }

    // OpenID Connect Core 1.0, 2: ASCII, at most 255 characters. The subject is stored on agents and in the audit.
    [GeneratedRegex(@"\A[\x20-\x7e]{1,255}\z", RegexOptions.CultureInvariant)]
    private static partial Regex SubjectForm { get; }

    private static string Describe(Exception? fault) => fault switch
    {
        SecurityTokenInvalidLifetimeException => "The token has expired, or is not valid yet.",
        SecurityTokenInvalidAudienceException => "The token is meant for another audience.",
        SecurityTokenInvalidIssuerException => "The token is from another issuer.",
        SecurityTokenInvalidSignatureException or SecurityTokenSignatureKeyNotFoundException =>
            "The token is not signed with a trusted key.",
        _ => "The token is not valid.",
    };
}
