using System.Collections.Concurrent;
using Zhiyu.Core.Execution.Models.Calls;

namespace Zhiyu.Core.Execution.Models.OpenAi;

/// <summary>The calls that a provider's library is making, by the number in the body of their request.</summary>
/// <remarks>
/// The library passes nothing else on from its caller to the HTTP handler. The handler takes the number out, so that it
/// never gets to the server.
/// </remarks>
internal sealed class PendingCalls
{
    /// <summary>The field of the request's body that has the number.</summary>
    public const string Field = "zhiyu_call";

    private readonly ConcurrentDictionary<long, ModelCall> _calls = new();
    private long _last;

    public long Add(ModelCall call)
    {
        var number = Interlocked.Increment(ref _last);
        _calls[number] = call;
        return number;
    }

    public ModelCall Of(long number) => _calls[number];

    public void Remove(long number) => _calls.TryRemove(number, out _);
}
