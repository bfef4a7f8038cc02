using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Settings;

namespace Zhiyu.Core.Storage;

/// <summary>The storage account of the forum.</summary>
internal sealed class StorageOptions
{
    public const string Setting = "AzureWebJobsStorage";

    public const string AccountNameSetting = $"{Setting}__accountName";
    public const string BlobSetting = $"{Setting}__blobServiceUri";
    public const string QueueSetting = $"{Setting}__queueServiceUri";
    public const string TableSetting = $"{Setting}__tableServiceUri";
    public const string CredentialSetting = $"{Setting}__credential";

    /// <summary>The one value of <see cref="Credential"/>, in the platform's spelling.</summary>
    public const string ManagedIdentity = "managedidentity";

    /// <summary>
    /// The connection string of a storage account, or <c>UseDevelopmentStorage=true</c>. No default: the host needs the
    /// same setting for its own queues. Alternatively, the settings below name an account for access with an identity.
    /// </summary>
    [ConfigurationKeyName(Setting), SettingText(SettingText.Secret)]
    public string ConnectionString { get; set; } = "";

    /// <summary>The name of an account in the public cloud, for addresses that are not set.</summary>
    [ConfigurationKeyName(AccountNameSetting)]
    public string AccountName { get; set; } = "";

    [ConfigurationKeyName(BlobSetting)]
    public string BlobServiceUri { get; set; } = "";

    [ConfigurationKeyName(QueueSetting)]
    public string QueueServiceUri { get; set; } = "";

    [ConfigurationKeyName(TableSetting)]
    public string TableServiceUri { get; set; } = "";

    /// <summary>
    /// <c>managedidentity</c> for the app's own identity; without it, the identity is detected, such as that of <c>az
    /// login</c>.
    /// </summary>
    [ConfigurationKeyName(CredentialSetting)]
    public string Credential { get; set; } = "";

    /// <summary>The client id of a user-assigned managed identity.</summary>
    [ConfigurationKeyName($"{Setting}__clientId")]
    public string ClientId { get; set; } = "";

    /// <summary>Whether any setting names an account for access with an identity.</summary>
    internal bool NamesIdentityAccount =>
        (AccountName + BlobServiceUri + QueueServiceUri + TableServiceUri).Trim().Length > 0;

    internal string AddressOfBlobs => AddressOf(BlobServiceUri, "blob");

    internal string AddressOfQueues => AddressOf(QueueServiceUri, "queue");

    internal string AddressOfTables => AddressOf(TableServiceUri, "table");

    private string AddressOf(string given, string service) =>
        given.Length > 0 || AccountName.Length == 0 ? given : $"https://{AccountName}.{service}.core.windows.net";

    /// <summary>The exception that stops the start when the account can't be used.</summary>
    /// <param name="why">
    /// The reason. Only its first line is used, because the SDK adds the whole response below it.
    /// </param>
    /// <param name="advice">A sentence about another possible cause; null when there is none.</param>
    public static OptionsValidationException Unusable(string why, string? advice = null) => new(
        Options.DefaultName,
        typeof(StorageOptions),
        [$"{Setting} names no storage account that can be used ({why.Split('\n')[0].Trim()}); give it the connection "
            + "string of one with tables, queues and blobs, or UseDevelopmentStorage=true."
            + (advice is null ? "" : $" {advice}")]);
}
