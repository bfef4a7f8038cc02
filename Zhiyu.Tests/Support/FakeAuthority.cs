using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;

namespace Zhiyu.Tests.Support;

/// <summary>An OpenID Connect provider on a socket of its own: its discovery document and its keys.</summary>
internal sealed class FakeAuthority : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FakeAuthority()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapGet("/.well-known/openid-configuration", context => SendAsync(
            context, new { issuer = Address, jwks_uri = $"{Address}/keys" }));
        _app.MapGet("/keys", context => SendAsync(context, new { keys = new[] { PublicKey } }));
    }

    public string Address => _app.Urls.First();

    /// <summary>False answers everything with 500.</summary>
    public bool IsWell { get; set; } = true;

    /// <summary>The key that it signs with at the moment.</summary>
    public RsaSecurityKey Key { get; private set; } = NewKey("first");

    public SigningCredentials Signing => new(Key, SecurityAlgorithms.RsaSha256);

    private object PublicKey
    {
        get
        {
            var parameters = Key.Rsa.ExportParameters(includePrivateParameters: false);
            return new
            {
                kty = "RSA",
                use = "sig",
                kid = Key.KeyId,
                n = Base64UrlEncoder.Encode(parameters.Modulus),
                e = Base64UrlEncoder.Encode(parameters.Exponent),
            };
        }
    }

    public static async Task<FakeAuthority> StartAsync()
    {
        var authority = new FakeAuthority();
        await authority._app.StartAsync(TestContext.Current.CancellationToken);
        return authority;
    }

    public static RsaSecurityKey NewKey(string id) => new(RSA.Create(2048)) { KeyId = id };

    public void Rotate() => Key = NewKey("second");

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task SendAsync(HttpContext context, object document)
    {
        context.Response.StatusCode = IsWell ? StatusCodes.Status200OK : StatusCodes.Status500InternalServerError;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(IsWell ? JsonSerializer.Serialize(document) : "", context.RequestAborted);
    }
}
