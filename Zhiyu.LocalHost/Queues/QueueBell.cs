using Zhiyu.LocalHost.Functions;

namespace Zhiyu.LocalHost.Queues;

/// <summary>
/// Notifies listeners after a function that may have sent messages, so that an idle queue is polled at once without
/// more frequent polls.
/// </summary>
/// <remarks>
/// The Functions host does this for output bindings. It is only a hint, because other processes send messages too.
/// </remarks>
internal sealed class QueueBell
{
    public event Action<LocalFunction>? Rung;

    public event Action<string>? Poisoned;

    public void Ring(LocalFunction function) => Rung?.Invoke(function);

    /// <param name="poisonQueue">The queue that a message was moved to.</param>
    public void RingPoison(string poisonQueue) => Poisoned?.Invoke(poisonQueue);
}
