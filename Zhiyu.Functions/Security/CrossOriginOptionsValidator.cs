using Microsoft.Extensions.Options;
using Zhiyu.Core.Settings;

namespace Zhiyu.Functions.Security;

/// <summary>Rejects values that are not exact origins, such as a wildcard.</summary>
internal sealed class CrossOriginOptionsValidator : IValidateOptions<CrossOriginOptions>
{
    public ValidateOptionsResult Validate(string? name, CrossOriginOptions options)
    {
        List<string> faults =
        [
            .. options.Origins.Where(origin => !IsOrigin(origin)).Select(origin =>
                $"{CrossOriginOptions.Setting} has '{EscapedText.Of(origin)}', which is not an origin; use one like "
                + "https://forum.example.org, without a path or a wildcard."),
        ];
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    // It must be spelled as browsers send it, or it would never match.
    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && address.Scheme is "https" or "http"
        && address.GetLeftPart(UriPartial.Authority) == text;
}
