using Microsoft.Extensions.Options;
using Zhiyu.Core.Settings;

namespace Zhiyu.Core.Storage;

/// <summary>Validates the settings of the storage account and reports all errors.</summary>
internal sealed class StorageOptionsValidator : IValidateOptions<StorageOptions>
{
    public ValidateOptionsResult Validate(string? name, StorageOptions options)
    {
        List<string> faults = [.. Faults(options)];
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Faults(StorageOptions options)
    {
        var connects = options.ConnectionString.Trim().Length > 0;
        if (!options.NamesIdentityAccount)
            return connects
                ? []
                : [$"{StorageOptions.Setting} is not set; give it the connection string of a storage account, or "
                    + "UseDevelopmentStorage=true."];
        return connects
            ? [$"{StorageOptions.Setting} and {StorageOptions.Setting}__… both name an account; leave one out."]
            : OfIdentity(options);
    }

    private static IEnumerable<string> OfIdentity(StorageOptions options)
    {
        foreach (var (setting, address, service) in ((string, string, string)[])
        [
            (StorageOptions.BlobSetting, options.AddressOfBlobs, "blob"),
            (StorageOptions.QueueSetting, options.AddressOfQueues, "queue"),
            (StorageOptions.TableSetting, options.AddressOfTables, "table"),
        ])
        {
            // The SDK sends tokens over HTTPS only, and would fail at the first request.
            if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttps)
                yield return $"{setting} is '{EscapedText.Of(address)}'; use an address like "
                    + $"https://NAME.{service}.core.windows.net, "
                    + $"or set {StorageOptions.AccountNameSetting}.";
        }

        if (options.Credential is not ("" or StorageOptions.ManagedIdentity))
            yield return $"{StorageOptions.CredentialSetting} is '{EscapedText.Of(options.Credential)}'; use "
                + $"{StorageOptions.ManagedIdentity}, or leave it out.";
    }
}
