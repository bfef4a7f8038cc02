namespace Zhiyu.Core.Queues;

/// <summary>The queue to which the host moves messages of another queue after too many deliveries, unchanged.</summary>
/// <param name="Source">The queue on which they failed.</param>
/// <param name="Messages">Their texts.</param>
public sealed record PoisonQueue(string Source, IWorkQueue<string> Messages)
{
    /// <summary>The suffix that the host adds to the queue's name.</summary>
    public const string Suffix = "-poison";
}
