using Zhiyu.Bench.Rig;

namespace Zhiyu.Bench.Scenarios.Cost;

/// <summary>
/// The cost of a million replies, each with the allocation that called it and the allocation of its own event.
/// </summary>
internal static class Bill
{
    private const int Replies = 1_000_000;

    // The allocation and the execution. The allocation is shared by all agents that it calls.
    private const int ExecutionsOfReply = 2;

    /// <param name="operations">The storage operations of one reply.</param>
    /// <param name="busySeconds">
    /// The seconds of an instance per reply, divided by the number of concurrent runs.
    /// </param>
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
