using Microsoft.Extensions.Configuration;
using Zhiyu.Core.Settings;

namespace Zhiyu.Core.Search.Indexing;

/// <summary>Settings of the search.</summary>
public sealed class SearchOptions
{
    public const string EndpointSetting = "SEARCH_ENDPOINT";

    /// <summary>
    /// The address of an Azure AI Search service. Default: none, and each instance has an index of its own.
    /// </summary>
    [ConfigurationKeyName(EndpointSetting)]
    public string Endpoint { get; set; } = "";

    /// <summary>The name of the index in the service. Default: <c>zhiyu</c>.</summary>
    [ConfigurationKeyName("SEARCH_INDEX")]
    public string Index { get; set; } = "zhiyu";

    /// <summary>An admin key of the service. Default: none, and the app's identity is used.</summary>
    [ConfigurationKeyName("SEARCH_API_KEY"), SettingText(SettingText.Key)]
    public string ApiKey { get; set; } = "";

    /// <summary>
    /// How long a search waits for an index that is being opened or built. 3 s by default.
    /// </summary>
    public TimeSpan MaxWait { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>The age of the index at which a search reads the stream first. 1 s by default.</summary>
    public TimeSpan Staleness { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// A snapshot is written after this many new documents, or a hundredth of all if that is more. 500 by default.
    /// </summary>
    public int SnapshotDocuments { get; set; } = 500;

    /// <summary>A snapshot is written after this time if there is a new document. 1 h by default.</summary>
    public TimeSpan SnapshotAge { get; set; } = TimeSpan.FromHours(1);
}
