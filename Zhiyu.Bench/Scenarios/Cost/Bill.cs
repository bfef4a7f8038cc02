using Zhiyu.Bench.Rig;

namespace Zhiyu.Bench.Scenarios.Cost;

/// <summary>What a million replies cost: each with the allocation that called it and that of its own event.</summary>
internal static class Bill
{
    private const int Replies = 1_000_000;

    // The allocation and the execution; the allocation is shared by all whom it calls.
    private const int ExecutionsOfReply = 2;

    /// <param name="operations">Of one reply and what belongs to it.</param>
    /// <param name="busySeconds">For how long an instance is busy with one, others alongside it considered.</param>
    public static IReadOnlyDictionary<string, double> Of(
        IEnumerable<KeyValuePair<StorageOperation, double>> operations, double busySeconds)
    {
        var byService = operations.GroupBy(entry => entry.Key.Service)
            .ToDictionary(group => group.Key, group => group.Sum(entry => entry.Value));
        return new Dictionary<string, double>
        {
            ["table transactions"] = Of("table", Prices.TableTransaction),
            ["queue operations"] = Of("queue", Prices.QueueOperation),
            ["blob operations"] = Of("blob", Prices.BlobOperation),
            ["executions"] = Round(ExecutionsOfReply * Prices.Execution),
            ["execution time"] = Round(busySeconds * Prices.InstanceGigabytes * Prices.GigabyteSecond),
        };

        double Of(string service, double price) => Round(byService.GetValueOrDefault(service) * price);
        static double Round(double usd) => Math.Round(usd * Replies, 2);
    }
}
