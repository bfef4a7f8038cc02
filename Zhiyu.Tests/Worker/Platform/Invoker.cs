using System.Diagnostics;
using Zhiyu.Tests.Worker.Platform.Rpc;

namespace Zhiyu.Tests.Worker.Platform;

/// <summary>Has the worker run functions.</summary>
internal sealed class Invoker(WorkerChannel channel) : IDisposable
{
    private readonly CancellationTokenSource _draining = new();

    /// <summary>Tells all that runs to end.</summary>
    public Task DrainAsync() => _draining.CancelAsync();

    /// <param name="input">What the function was triggered by.</param>
    /// <param name="metadata">What else is known of it, by name.</param>
    /// <param name="cancelled">Tells the function to end; what it makes of that is the result.</param>
    /// <exception cref="OperationCanceledException">The worker is gone.</exception>
    public async Task<StatusResult> InvokeAsync(
        string id,
        WorkerFunction function,
        TypedData input,
        IEnumerable<KeyValuePair<string, string>> metadata,
        CancellationToken cancelled)
    {
        var request = new InvocationRequest
        {
            InvocationId = id,
            FunctionId = function.Id,
            InputData = { new ParameterBinding { Name = function.Parameter, Data = input } },
            TraceContext = new RpcTraceContext
            {
                TraceParent = Activity.Current?.Id ?? "",
                TraceState = Activity.Current?.TraceStateString ?? "",
            },
        };
        foreach (var (name, value) in metadata) request.TriggerMetadata.Add(name, new TypedData { String = value });

        var answer = channel.AskAsync(new StreamingMessage { InvocationRequest = request });
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancelled, _draining.Token);
        await using var cancelling = either.Token.Register(() => channel.Tell(
            new StreamingMessage { InvocationCancel = new InvocationCancel { InvocationId = id } }));
        return (await answer).InvocationResponse.Result;
    }

    public void Dispose() => _draining.Dispose();
}
