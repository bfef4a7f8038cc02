using System.Diagnostics.Metrics;
using Zhiyu.Core.Allocation;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Telemetry;

namespace Zhiyu.Core.Runtime;

/// <summary>Publishes queue lag and counts messages that were given up.</summary>
public sealed class RuntimeMetrics(IMeterFactory meters)
{
    private readonly Gauge<double> _lag = meters.Forum().CreateGauge<double>(
        "zhiyu.queue.lag", "s", "The age of a queue's oldest message, by queue.");
    private readonly Gauge<long> _waiting = meters.Forum().CreateGauge<long>(
        "zhiyu.queue.messages", "{message}", "Waiting messages, approximately, by queue.");
    private readonly Gauge<int> _degradation = meters.Forum().CreateGauge<int>(
        "zhiyu.degradation", "1", "Degradation level: 0 for none, then one more for each level.");
    private readonly Counter<long> _poison = meters.Forum().CreateCounter<long>(
        "zhiyu.poison", "{message}", "Messages that failed permanently, by queue.");
    private readonly Gauge<int> _standing = meters.Forum().CreateGauge<int>(
        "zhiyu.poison.standing", "{message}", "Failed messages that are not recorded yet, approximately, by queue.");
    private readonly Counter<long> _cutShort = meters.Forum().CreateCounter<long>(
        "zhiyu.rounds.cut", "{round}", "Rounds of the runtime loop that took longer than their interval.");

    public void Measured(string queue, QueueLag lag)
    {
        _waiting.Record(lag.Messages, Of(queue));
        _lag.Record(lag.Age.TotalSeconds, Of(queue));
    }

    public void Degraded(Degradation level) => _degradation.Record((int)level);

    public void Poisoned(string queue) => _poison.Add(1, Of(queue));

    public void Stands(string queue, int messages) => _standing.Record(messages, Of(queue));

    public void CutShort() => _cutShort.Add(1);

    private static KeyValuePair<string, object?> Of(string queue) => new("queue", queue);
}
