using System.Text;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Zhiyu.Functions.Access;

/// <summary>What a token must be to be let in, as the settings say.</summary>
internal sealed class TokenRules
{
    /// <summary>Who signs with a secret of ours.</summary>
    public const string Issuer = "zhiyu";

    // How far the clocks of issuer and forum may be apart.
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);

    public TokenRules(IOptions<JwtOptions> options, TimeProvider clock)
    {
        var jwt = options.Value;
        Parameters = new TokenValidationParameters
        {
            ValidAudience = jwt.Audience,
            LifetimeValidator = (from, until, _, _) => IsCurrent(from, until, clock.GetUtcNow().UtcDateTime),
        };
        if (jwt.HasAuthority)
        {
            Authority = AuthorityOf(jwt.Authority!);
            Parameters.ConfigurationManager = Authority;
            // Never a key that both sides know: a public key must not pass for a secret one.
            Parameters.ValidAlgorithms =
            [
                SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
                SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384,
                SecurityAlgorithms.RsaSsaPssSha512, SecurityAlgorithms.EcdsaSha256,
                SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
            ];
        }
        else if (jwt.HasSecret)
        {
            Key = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(jwt.Secret!));
            Parameters.ValidIssuer = Issuer;
            Parameters.IssuerSigningKey = Key;
            Parameters.ValidAlgorithms = [SecurityAlgorithms.HmacSha256];
        }
    }

    public TokenValidationParameters Parameters { get; }

    /// <summary>Where the keys come from; null where they don't.</summary>
    public ConfigurationManager<OpenIdConnectConfiguration>? Authority { get; }

    /// <summary>The secret of ours; null where an authority, or nobody, vouches for people.</summary>
    public SymmetricSecurityKey? Key { get; }

    // A token without nbf may come with the least date there is, and one for ever with the last: only the present moves.
    private static bool IsCurrent(DateTime? from, DateTime? until, DateTime now) =>
        until is not null && until > now - ClockSkew && !(from > now + ClockSkew);

    private static ConfigurationManager<OpenIdConnectConfiguration> AuthorityOf(string address) => new(
        $"{address.TrimEnd('/')}/.well-known/openid-configuration",
        new OpenIdConnectConfigurationRetriever(),
        new HttpDocumentRetriever { RequireHttps = address.StartsWith("https", StringComparison.OrdinalIgnoreCase) });
}
