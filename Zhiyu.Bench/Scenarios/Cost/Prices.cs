namespace Zhiyu.Bench.Scenarios.Cost;

/// <summary>
/// List prices in USD, pay as you go, region East US, locally redundant, general purpose v2, without free grants; as of
/// November 2025. Prices change: look them up before they are relied on.
/// </summary>
internal static class Prices
{
    /// <summary>https://azure.microsoft.com/pricing/details/storage/tables/: all kinds of transactions.</summary>
    public const double TableTransaction = 0.00036 / 10_000;

    /// <summary>https://azure.microsoft.com/pricing/details/storage/queues/: class 1 and 2 alike.</summary>
    public const double QueueOperation = 0.004 / 10_000;

    /// <summary>https://azure.microsoft.com/pricing/details/storage/blobs/: hot tier, writes.</summary>
    public const double BlobOperation = 0.055 / 10_000;

    /// <summary>https://azure.microsoft.com/pricing/details/functions/: Flex Consumption, on demand.</summary>
    public const double Execution = 0.40 / 1_000_000;

    /// <summary>The same page: for each GB-second of an instance while it executes anything.</summary>
    public const double GigabyteSecond = 0.000026;

    /// <summary>The second smallest instance, which is the platform's default.</summary>
    public const double InstanceGigabytes = 2;
}
