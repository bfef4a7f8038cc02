namespace Zhiyu.Core.Execution;

/// <summary>How executors share runs.</summary>
internal sealed class ExecutionOptions
{
    /// <summary>
    /// How long an executor has a run for itself. 5 s to 10 min, and no longer than a message stays invisible (60 s
    /// locally, 10 min on the platform): when the message of a dead executor reappears, its lease is over. 55 s by
    /// default.
    /// </summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(55);

    /// <summary>What is left of the lease for writing when a call has to end. 5 s by default.</summary>
    public TimeSpan WriteReserve { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How many of a thread's newest comments an agent reads. 1 to 100; 20 by default.</summary>
    public int ThreadLength { get; set; } = 20;

    /// <summary>How much of a post goes into a prompt, in UTF-16 units. 1,000 to 100,000; 16,000 by default.</summary>
    public int PostCharacters { get; set; } = 16_000;

    /// <summary>How much of a comment does. 1,000 to 100,000; 4,000 by default.</summary>
    public int CommentCharacters { get; set; } = 4_000;

    /// <summary>How much of the thread does, the newest first. 1,000 to 200,000; 24,000 by default.</summary>
    public int ThreadCharacters { get; set; } = 24_000;

    /// <summary>How much of an answer is read and kept. 1,000 to 200,000; 64,000 by default.</summary>
    public int AnswerCharacters { get; set; } = 64_000;
}
