using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Zhiyu.Core.Storage;

/// <summary>Which storage account keeps the forum.</summary>
internal sealed class StorageOptions
{
    public const string Setting = "AzureWebJobsStorage";

    /// <summary>
    /// The connection string of a storage account, or <c>UseDevelopmentStorage=true</c>. No default: the host needs the
    /// same setting for its own queues.
    /// </summary>
    [ConfigurationKeyName(Setting)]
    public string ConnectionString { get; set; } = "";

    /// <summary>What a start ends with when the account can't be used.</summary>
    /// <param name="why">Its first line is told: the SDK adds the whole answer below it.</param>
    public static OptionsValidationException Unusable(string why) => new(
        Options.DefaultName,
        typeof(StorageOptions),
        [$"{Setting} names no storage account that can be used ({why.Split('\n')[0].Trim()}); give it the connection "
            + "string of one with tables, queues and blobs, or UseDevelopmentStorage=true."]);
}
