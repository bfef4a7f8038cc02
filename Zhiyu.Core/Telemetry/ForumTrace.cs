using System.Diagnostics;

namespace Zhiyu.Core.Telemetry;

/// <summary>
/// The trace of an event: from its write through allocation, execution and the model to the reply, whose own allocation
/// continues it. Messages carry it between processes.
/// </summary>
internal static class ForumTrace
{
    /// <summary>The name of the span source.</summary>
    public const string Source = "Zhiyu";

    private static readonly ActivitySource Spans = new(Source);

    /// <summary>The current span as a W3C <c>traceparent</c>; null when there is none.</summary>
    public static string? Current => Activity.Current is { IdFormat: ActivityIdFormat.W3C } span ? span.Id : null;

    /// <summary>Starts a span for sending messages; null when nothing listens.</summary>
    public static Activity? Produce(string name) => Spans.StartActivity(name, ActivityKind.Producer);

    /// <summary>Starts a span for processing a message; null when nothing listens.</summary>
    /// <param name="sentIn">The <see cref="Current"/> of the sender.</param>
    public static Activity? Consume(string name, string? sentIn)
    {
        // The host's span of this invocation is linked, because it is not the cause of the work.
        var links = Activity.Current is { } host ? new[] { new ActivityLink(host.Context) } : null;
        return ActivityContext.TryParse(sentIn, traceState: null, isRemote: true, out var sender)
            ? Spans.StartActivity(ActivityKind.Consumer, sender, tags: null, links, name: name)
            : Spans.StartActivity(name, ActivityKind.Consumer);
    }
}
