using System.Diagnostics.Metrics;

namespace Zhiyu.Core.Telemetry;

/// <summary>The names of the forum's meters.</summary>
internal static class ForumMeter
{
    public const string Name = "Zhiyu";

    /// <summary>The meter and span source of model calls, by the GenAI conventions.</summary>
    public const string Models = "Zhiyu.Llm";

    /// <summary>The meter of the forum; a factory returns the same instance each time.</summary>
    public static Meter Forum(this IMeterFactory meters) => meters.Create(Name);
}
