namespace Zhiyu.Bench.Scenarios.Latency;

/// <summary>One write and its reply: what had passed since the write was sent, in milliseconds.</summary>
/// <param name="Written">The write was acknowledged.</param>
/// <param name="Assigned">The allocator had sent the assignment.</param>
/// <param name="Asked">The model was asked.</param>
/// <param name="Readable">The reply was read over HTTP.</param>
internal sealed record LatencyProbe(double Written, double Assigned, double Asked, double Readable);
