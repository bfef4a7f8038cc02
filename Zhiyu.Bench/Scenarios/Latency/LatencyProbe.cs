namespace Zhiyu.Bench.Scenarios.Latency;

/// <summary>One write and its reply: the milliseconds from sending the write to each stage.</summary>
/// <param name="Written">The write was acknowledged.</param>
/// <param name="Assigned">The assignment was sent.</param>
/// <param name="Asked">The model was called.</param>
/// <param name="Readable">The reply was readable over HTTP.</param>
internal sealed record LatencyProbe(double Written, double Assigned, double Asked, double Readable);
