using System.Text;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Zhiyu.Functions.Access;

/// <summary>The validation rules for bearer tokens, from the settings.</summary>
public sealed class TokenRules
{
    /// <summary>The issuer of tokens that are signed with our secret.</summary>
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
            // Only asymmetric algorithms: otherwise a public key could be used as an HMAC secret.
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

    /// <summary>The authority that provides the keys; null when none is set.</summary>
    public ConfigurationManager<OpenIdConnectConfiguration>? Authority { get; }

    /// <summary>Our secret; null when none is set.</summary>
    public SymmetricSecurityKey? Key { get; }

    // nbf can be the minimum date and exp the maximum date; adding the skew to the current time can't overflow.
    private static bool IsCurrent(DateTime? from, DateTime? until, DateTime now) =>
        until is not null && until > now - ClockSkew && !(from > now + ClockSkew);

    private static ConfigurationManager<OpenIdConnectConfiguration> AuthorityOf(string address) => new(
        $"{address.TrimEnd('/')}/.well-known/openid-configuration",
        new OpenIdConnectConfigurationRetriever(),
        new HttpDocumentRetriever { RequireHttps = address.StartsWith("https", StringComparison.OrdinalIgnoreCase) });
}
