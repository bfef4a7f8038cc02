using Microsoft.Extensions.DependencyInjection;

namespace Zhiyu.Core.Queues;

/// <summary>All that differs from one queue of the app to another.</summary>
/// <param name="Name">The queue in storage, and in metrics and logs.</param>
/// <param name="Function">The function that processes its messages.</param>
public abstract record QueueDefinition(string Name, string Function)
{
    /// <summary>
    /// Whether its messages make agents speak. Then its function is paused while the runtime is off, and its lag
    /// degrades the forum.
    /// </summary>
    public bool MakesAgentsSpeak { get; init; } = true;

    public string PoisonName => Name + PoisonSuffix;

    /// <summary>The suffix that the host adds to the queue's name.</summary>
    public const string PoisonSuffix = "-poison";

    /// <summary>Whether this program can have sent the text.</summary>
    public abstract bool IsMessage(string text);

    /// <summary>Registers the queue; its storage comes from <see cref="IWorkQueueFactory"/>.</summary>
    public abstract void AddTo(IServiceCollection services);
}

/// <param name="IsValid">Whether the content of a message can be processed.</param>
public sealed record QueueDefinition<TMessage>(string Name, string Function, Func<TMessage, bool> IsValid)
    : QueueDefinition(Name, Function) where TMessage : class
{
    public override bool IsMessage(string text) => QueueText.Find<TMessage>(text) is { } message && IsValid(message);

    public override void AddTo(IServiceCollection services)
    {
        services.AddSingleton(provider => Factory(provider).Open<TMessage>(Name));
        services.AddSingleton(provider => new MonitoredQueue(
            this, provider.GetRequiredService<IWorkQueue<TMessage>>(), Factory(provider).Open<string>(PoisonName)));
    }

    private static IWorkQueueFactory Factory(IServiceProvider provider) =>
        provider.GetRequiredService<IWorkQueueFactory>();
}

/// <summary>A queue without its type of messages, and the queue of the messages that failed too often.</summary>
/// <param name="Poison">
/// The queue to which the host moves a message after too many deliveries, as the text that it was.
/// </param>
public sealed record MonitoredQueue(QueueDefinition Definition, IMeasuredQueue Queue, IWorkQueue<string> Poison);
