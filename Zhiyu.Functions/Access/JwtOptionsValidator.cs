using System.Text;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Settings;

namespace Zhiyu.Functions.Access;

/// <summary>Reports every invalid value of <see cref="JwtOptions"/>.</summary>
internal sealed class JwtOptionsValidator : IValidateOptions<JwtOptions>
{
    public ValidateOptionsResult Validate(string? name, JwtOptions options)
    {
        List<string> faults = [.. Faults(options)];
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Faults(JwtOptions options)
    {
        if (options is { HasAuthority: true, HasSecret: true })
            yield return $"{JwtOptions.AuthoritySetting} and {JwtOptions.SecretSetting} are both set; leave one out.";
        if (options.HasAuthority && !IsUsable(options.Authority!))
            yield return $"{JwtOptions.AuthoritySetting} '{EscapedText.Of(options.Authority!)}' is not an https address; "
                + "use one like https://login.example.org/tenant (plain http on this machine only).";
        if (string.IsNullOrWhiteSpace(options.Audience))
            yield return $"{JwtOptions.AudienceSetting} is empty; set the audience of the tokens, or leave it out.";
        if (options.HasSecret && Encoding.UTF8.GetByteCount(options.Secret!) < JwtOptions.MinSecretBytes)
            yield return $"{JwtOptions.SecretSetting} is too short; use at least {JwtOptions.MinSecretBytes} "
                + "random bytes, or leave it out.";
    }

    private static bool IsUsable(string authority) =>
        Uri.TryCreate(authority, UriKind.Absolute, out var address)
        && (address.Scheme == "https" || (address.Scheme == "http" && address.IsLoopback));
}
