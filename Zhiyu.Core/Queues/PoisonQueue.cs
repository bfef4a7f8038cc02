namespace Zhiyu.Core.Queues;

/// <summary>Where the host moves the messages of a queue that failed too often: as they stand, ours or not.</summary>
/// <param name="Source">The queue that they failed on.</param>
/// <param name="Messages">Their texts.</param>
internal sealed record PoisonQueue(string Source, IWorkQueue<string> Messages)
{
    /// <summary>What the host puts behind a queue's name.</summary>
    public const string Suffix = "-poison";
}
