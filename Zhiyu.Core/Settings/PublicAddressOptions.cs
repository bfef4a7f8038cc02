using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Zhiyu.Core.Settings;

/// <summary>Where people reach the forum.</summary>
public sealed class PublicAddressOptions
{
    internal const string Setting = "PUBLIC_URL";

    /// <summary>The origin, such as <c>https://forum.example.org</c>. Default: the host of each request.</summary>
    [ConfigurationKeyName(Setting)]
    public string Url { get; set; } = "";

    /// <summary>Null when it is not set, or not such an address.</summary>
    internal Uri? Origin =>
        Uri.TryCreate(Url, UriKind.Absolute, out var url)
        && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback))
        && url is { UserInfo: "", PathAndQuery: "/", Fragment: "" }
            ? url
            : null;

    /// <summary>The absolute address of a path of ours; null without the setting.</summary>
    /// <param name="path">It begins with a slash, and may have a query.</param>
    internal Uri? Of(string path) => Origin is { } origin ? new Uri(origin, path) : null;
}

internal sealed class PublicAddressOptionsValidator : IValidateOptions<PublicAddressOptions>
{
    public ValidateOptionsResult Validate(string? name, PublicAddressOptions options) =>
        options.Url.Length == 0 || options.Origin is not null
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"{PublicAddressOptions.Setting} is '{EscapedText.Of(options.Url)}'; use an address with https and "
                + "without a path, such as https://forum.example.org, or http for localhost.");
}
