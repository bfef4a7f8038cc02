using Microsoft.AspNetCore.Http;
using Zhiyu.Bench.Rig;

namespace Zhiyu.Bench.Scenarios.Soak;

/// <summary>Adds random latency and random errors to a model.</summary>
internal sealed class ModelFaults(Random random)
{
    private const double FaultShare = 0.15;

    private readonly Lock _lock = new();
    private int _count;

    public int Count => _count;

    public async Task<bool> AnswerAsync(HttpContext context)
    {
        var (fault, latency) = Draw();
        await Wait.ForAsync(latency, context.RequestAborted);
        if (fault is null) return false;
        Interlocked.Increment(ref _count);
        switch (fault)
        {
            case 0:
                context.Response.Headers.RetryAfter = "1";
                context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
                return true;
            case 1:
                context.Response.StatusCode = StatusCodes.Status500InternalServerError;
                return true;
            case 2:
                context.Abort();
                return true;
            case 3:
                context.Response.ContentType = "application/json";
                await context.Response.WriteAsync("{\"choices\":[{\"mess", context.RequestAborted);
                return true;
            default:
                // Longer than the app's timeout.
                await Wait.ForAsync(TimeSpan.FromMinutes(1), context.RequestAborted);
                return true;
        }
    }

    private (int? Fault, TimeSpan Latency) Draw()
    {
        lock (_lock)
            return (
                random.NextDouble() < FaultShare ? random.Next(5) : null,
                TimeSpan.FromMilliseconds(random.Next(50, 1_500)));
    }
}
