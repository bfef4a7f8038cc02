using System.Security.Claims;
using System.Text.RegularExpressions;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Zhiyu.Functions.Access;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Development;

/// <summary>The person that a token is requested for.</summary>
internal sealed partial record DevTokenOrder(string UserId, string Role)
{
    public static DevTokenOrder Read(JsonFields fields) => new(
        fields.Text(
            "user_id", UserIdForm.IsMatch, "must be 1 to 128 characters of A-Z, a-z, 0-9 and '.', '_', '-', '@', '|'"),
        fields.Text("role", role => role is "user" or "admin", "must be one of user, admin"));

    [GeneratedRegex(@"\A[A-Za-z0-9._@|-]{1,128}\z", RegexOptions.CultureInvariant)]
    private static partial Regex UserIdForm { get; }
}

internal sealed record DevTokenView(string Token, DateTimeOffset ExpiresAt, string UserId, string Role)
{
    private static readonly TimeSpan Life = TimeSpan.FromHours(1);

    /// <summary>A token that is signed with the secret of this machine. Null when an authority issues them.</summary>
    public static DevTokenView? Issue(DevTokenOrder order, TokenRules rules, DateTimeOffset now)
    {
        if (rules.Key is null) return null;
        var token = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = TokenRules.Issuer,
            Audience = rules.Parameters.ValidAudience,
            Subject = new ClaimsIdentity([new Claim("sub", order.UserId), new Claim("role", order.Role)]),
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = (now + Life).UtcDateTime,
            SigningCredentials = new SigningCredentials(rules.Key, SecurityAlgorithms.HmacSha256),
        });
        return new DevTokenView(token, now + Life, order.UserId, order.Role);
    }
}
