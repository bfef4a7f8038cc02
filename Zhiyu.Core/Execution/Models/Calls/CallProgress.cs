namespace Zhiyu.Core.Execution.Models.Calls;

/// <summary>
/// How far a call has come, for the links of its chain that do not see one another, the HTTP handler below the
/// provider's library among them: it goes with the flow of execution from the deadline downwards.
/// </summary>
internal sealed class CallProgress(ModelCall call, TimeSpan limit, TimeProvider time, CancellationToken caller)
{
    private static readonly AsyncLocal<CallProgress?> Ambient = new();

    private readonly long _started = time.GetTimestamp();

    public static CallProgress Current
    {
        get => Ambient.Value ?? throw new InvalidOperationException("There is no call under way.");
        set => Ambient.Value = value;
    }

    public ModelCall Call => call;

    /// <summary>What is left until its deadline.</summary>
    public TimeSpan Left => limit - time.GetElapsedTime(_started);

    /// <summary>Whether who called has given up, rather than the time.</summary>
    public bool IsAbandoned => caller.IsCancellationRequested;

    /// <summary>Whether the request of the try under way is out, or may be.</summary>
    public bool IsSent { get; set; }

    /// <summary>Whether the last try was cut short after its request was out.</summary>
    public bool MayHaveCost { get; set; }

    /// <summary>What the model thought before its answer to the last try, as far as its server tells.</summary>
    public string Thoughts { get; set; } = "";

    /// <summary>A try whose transport does not tell counts as sent.</summary>
    public void BeginTry() => (IsSent, MayHaveCost, Thoughts) = (true, false, "");
}
