namespace Zhiyu.Core.Runtime;

/// <summary>Handles a queue's messages that were delivered too often.</summary>
public interface IPoisonHandler
{
    /// <summary>The queue of the messages.</summary>
    string Queue { get; }

    /// <param name="text">A valid message of the queue, as it is in the queue.</param>
    /// <param name="cancellationToken">The host's.</param>
    Task<PoisonOutcome> HandleAsync(string text, CancellationToken cancellationToken);
}

public enum PoisonOutcome
{
    Recorded,

    SentAgain,

    /// <summary>The work has ended already.</summary>
    NotNeeded,
}
