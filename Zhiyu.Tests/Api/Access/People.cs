using System.Security.Claims;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Zhiyu.Tests.Api.Access;

/// <summary>Tokens of people, good and bad.</summary>
internal static class People
{
    /// <summary>A good token of an admin, but for what is asked for.</summary>
    public static string Token(
        string? sub = "root",
        string role = "admin",
        string? issuer = "zhiyu",
        string? audience = "zhiyu",
        TimeSpan? endsIn = null,
        TimeSpan? beginsIn = null,
        SigningCredentials? signing = null,
        string roleClaim = "role",
        bool hasBeginning = true,
        Dictionary<string, object>? header = null)
    {
        var now = TimeProvider.System.GetUtcNow();
        var ends = now + (endsIn ?? TimeSpan.FromHours(1));
        var begins = now + (beginsIn ?? TimeSpan.FromDays(-1));
        List<Claim> claims = [new Claim(roleClaim, role)];
        if (sub is not null) claims.Add(new Claim("sub", sub));
        var handler = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false };
        return handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = audience,
            Subject = new ClaimsIdentity(claims),
            IssuedAt = begins.UtcDateTime,
            NotBefore = hasBeginning ? begins.UtcDateTime : null,
            Expires = ends.UtcDateTime,
            AdditionalHeaderClaims = header,
            SigningCredentials = signing ?? With(ApiApp.JwtSecret),
        });
    }

    public static SigningCredentials With(string secret) =>
        new(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(secret)), SecurityAlgorithms.HmacSha256);

    /// <summary>A token with another head, and whatever stands after the second dot.</summary>
    public static string Rewritten(string token, string head, string signature = "") =>
        $"{Base64UrlEncoder.Encode(head)}.{token.Split('.')[1]}.{signature}";

    public static async Task<ApiReply> CallAsync(
        this HttpClient client, string method, string path, string? bearer, string? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (bearer is not null) request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {bearer}");
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return await ApiReply.OfAsync(response);
    }
}
