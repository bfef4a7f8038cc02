using Azure.Core;
using Azure.Core.Pipeline;

namespace Zhiyu.Tests.Support;

/// <summary>What a process meets at the storage operation at which it dies, and at each one after.</summary>
internal sealed class ProcessDiedException : Exception;

internal enum Death
{
    /// <summary>The operation is never sent.</summary>
    Before,

    /// <summary>The operation is carried out, and its answer never seen.</summary>
    After,
}

/// <summary>Numbers the storage operations of a process from 1 and ends it at one of them.</summary>
internal sealed class MortalPolicy(int? diesAt = null, Death death = Death.Before) : HttpPipelinePolicy
{
    private int _operations;
    private int _polls;
    private volatile bool _dead;

    public int Operations => _operations;

    /// <summary>Of these, the looks at queues: how many there are depends on the time that a process waits.</summary>
    public int Polls => _polls;

    public bool IsDead => _dead;

    /// <summary>What an operation meets by its address, without dying of it; null for nothing.</summary>
    public Func<Uri, Exception?> Meets { get; set; } = _ => null;

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("The program calls storage asynchronously.");

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        if (_dead) throw new ProcessDiedException();
        if (message.Request.Method == RequestMethod.Get
            && message.Request.Uri.Path.EndsWith("/messages", StringComparison.Ordinal))
            Interlocked.Increment(ref _polls);
        var dying = Interlocked.Increment(ref _operations) == diesAt;
        if (dying && death == Death.Before) Die();
        if (Meets(message.Request.Uri.ToUri()) is { } fault) throw fault;
        await ProcessNextAsync(message, pipeline);
        if (dying || _dead) Die();
    }

    private void Die()
    {
        _dead = true;
        throw new ProcessDiedException();
    }
}
