using System.Diagnostics.Metrics;

namespace Zhiyu.Core.Telemetry;

/// <summary>The names under which the forum is measured.</summary>
internal static class ForumMeter
{
    public const string Name = "Zhiyu";

    /// <summary>Of the calls of models, by the GenAI conventions: spans as well as measures.</summary>
    public const string Models = "Zhiyu.Llm";

    /// <summary>The same for all who ask the same factory.</summary>
    public static Meter Forum(this IMeterFactory meters) => meters.Create(Name);
}
