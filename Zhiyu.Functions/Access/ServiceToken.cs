using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Zhiyu.Functions.Access;

/// <summary>The content of the header <c>X-Service-Token</c>: <c>identity:unix_ms:nonce:signature</c>.</summary>
internal sealed partial record ServiceToken(string Identity, long UnixMilliseconds, string Nonce, string Signature)
{
    public const string Header = "X-Service-Token";

    /// <summary>Null when the text is not a well-formed token.</summary>
    public static ServiceToken? Parse(string? text)
    {
        if (text is null || Form.Match(text) is not { Success: true, Groups: var parts }) return null;
        var time = long.Parse(parts["time"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
        return new ServiceToken(parts["identity"].Value, time, parts["nonce"].Value, parts["signature"].Value);
    }

    /// <summary>Whether it is signed for this body; compares in constant time.</summary>
    public bool IsSignedWith(string secret, ReadOnlySpan<byte> body) => CryptographicOperations.FixedTimeEquals(
        Encoding.ASCII.GetBytes(Sign(secret, Identity, UnixMilliseconds, Nonce, body)),
        Encoding.ASCII.GetBytes(Signature));

    /// <summary>Lower-case hex HMAC-SHA256 over identity, time, nonce and the body's SHA-256.</summary>
    public static string Sign(
        string secret, string identity, long unixMilliseconds, string nonce, ReadOnlySpan<byte> body)
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData(body));
        var signed = string.Create(CultureInfo.InvariantCulture, $"{identity}:{unixMilliseconds}:{nonce}:{digest}");
        return Convert.ToHexStringLower(
            HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(signed)));
    }

    // The time has no leading zeros, so the signed text equals the sent text. The nonce is printable ASCII.
    [GeneratedRegex(
        @"\A(?<identity>[a-z0-9-]{1,64}):(?<time>[1-9][0-9]{0,14})" +
        @":(?<nonce>[!-9;-~]{1,128}):(?<signature>[0-9a-f]{64})\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex Form { get; }
}
