namespace Zhiyu.Core.Execution.Models.Calls;

/// <summary>
/// The state of a call, shared by decorators that do not reference each other and by the HTTP handler below the
/// provider's library. It flows with the execution context from the deadline decorator downwards.
/// </summary>
internal sealed class CallProgress(ModelCall call, TimeSpan limit, TimeProvider time, CancellationToken caller)
{
    private static readonly AsyncLocal<CallProgress?> Ambient = new();

    private readonly long _started = time.GetTimestamp();

    public static CallProgress Current
    {
        get => Ambient.Value ?? throw new InvalidOperationException("There is no current model call.");
        set => Ambient.Value = value;
    }

    public ModelCall Call => call;

    /// <summary>The time left until its deadline.</summary>
    public TimeSpan Left => limit - time.GetElapsedTime(_started);

    /// <summary>Whether the caller cancelled the call, not the deadline.</summary>
    public bool IsAbandoned => caller.IsCancellationRequested;

    /// <summary>Whether the current try's request was sent, or may have been.</summary>
    public bool IsSent { get; set; }

    /// <summary>Whether the last try was cancelled after its request was sent.</summary>
    public bool MayHaveCost { get; set; }

    /// <summary>The model's reasoning in the last try, as far as the server returns it.</summary>
    public string Thoughts { get; set; } = "";

    /// <summary>Counts as sent until the transport says otherwise.</summary>
    public void BeginTry() => (IsSent, MayHaveCost, Thoughts) = (true, false, "");
}
