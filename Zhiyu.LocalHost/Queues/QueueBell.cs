using Zhiyu.LocalHost.Functions;

namespace Zhiyu.LocalHost.Queues;

/// <summary>
/// Rings when a function has run that may have sent messages, so that listeners look at once: an idle queue answers
/// without delay and costs no more polls.
/// </summary>
/// <remarks>
/// The real host does so for what its output bindings send. It is a hint and no more: other processes send messages too.
/// </remarks>
internal sealed class QueueBell
{
    public event Action<LocalFunction>? Rung;

    public event Action<string>? Poisoned;

    public void Ring(LocalFunction function) => Rung?.Invoke(function);

    /// <param name="poisonQueue">Where a message was moved to.</param>
    public void RingPoison(string poisonQueue) => Poisoned?.Invoke(poisonQueue);
}
