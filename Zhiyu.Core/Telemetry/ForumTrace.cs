using System.Diagnostics;

namespace Zhiyu.Core.Telemetry;

/// <summary>
/// The trace of an event: from its write through allocation, execution and model to the reply, whose own allocation goes
/// on in it. Messages carry it from process to process.
/// </summary>
internal static class ForumTrace
{
    /// <summary>The source of the spans.</summary>
    public const string Source = "Zhiyu";

    private static readonly ActivitySource Spans = new(Source);

    /// <summary>The span that a message is made in, as W3C's <c>traceparent</c>; null outside of one.</summary>
    public static string? Current => Activity.Current is { IdFormat: ActivityIdFormat.W3C } span ? span.Id : null;

    /// <summary>A span in which messages are sent; null where nobody looks.</summary>
    public static Activity? Produce(string name) => Spans.StartActivity(name, ActivityKind.Producer);

    /// <summary>A span of work on a message; null where nobody looks.</summary>
    /// <param name="sentIn">The <see cref="Current"/> of the sender.</param>
    public static Activity? Consume(string name, string? sentIn)
    {
        // The host's own span of this invocation is not what caused it.
        var links = Activity.Current is { } host ? new[] { new ActivityLink(host.Context) } : null;
        return ActivityContext.TryParse(sentIn, traceState: null, isRemote: true, out var sender)
            ? Spans.StartActivity(ActivityKind.Consumer, sender, tags: null, links, name: name)
            : Spans.StartActivity(name, ActivityKind.Consumer);
    }
}
