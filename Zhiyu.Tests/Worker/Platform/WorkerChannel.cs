using System.Collections.Concurrent;
using System.Threading.Channels;
using Grpc.Core;
using Zhiyu.Tests.Worker.Platform.Rpc;

namespace Zhiyu.Tests.Worker.Platform;

/// <summary>The host's end of the stream to its one worker.</summary>
internal sealed class WorkerChannel(WorkerOutput output) : FunctionRpc.FunctionRpcBase
{
    private readonly Channel<StreamingMessage> _outgoing = Channel.CreateUnbounded<StreamingMessage>();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<StreamingMessage>> _asked = [];
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The worker's first word, which is to be answered.</summary>
    public Task Started => _started.Task;

    public override async Task EventStream(
        IAsyncStreamReader<StreamingMessage> requestStream,
        IServerStreamWriter<StreamingMessage> responseStream,
        ServerCallContext context)
    {
        var sending = SendAsync(responseStream, context.CancellationToken);
        try
        {
            await foreach (var message in requestStream.ReadAllAsync(context.CancellationToken)) Hear(message);
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException)
        {
            // The worker ended, in order or not: its process tells.
        }

        _outgoing.Writer.TryComplete();
        _lost.TrySetResult();
        await sending;
    }

    public void Tell(StreamingMessage message) => _outgoing.Writer.TryWrite(message);

    /// <exception cref="OperationCanceledException">The worker is gone, or was before it was asked.</exception>
    public async Task<StreamingMessage> AskAsync(StreamingMessage message)
    {
        message.RequestId = RandomId.New();
        var answer = _asked.GetOrAdd(message.RequestId, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
        Tell(message);
        if (await Task.WhenAny(answer.Task, _lost.Task) == _lost.Task)
            throw new OperationCanceledException("The worker is gone.");
        return await answer.Task;
    }

    private async Task SendAsync(IServerStreamWriter<StreamingMessage> stream, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var message in _outgoing.Reader.ReadAllAsync(cancellationToken))
                await stream.WriteAsync(message, cancellationToken);
        }
        catch (Exception gone) when (gone is IOException or InvalidOperationException or OperationCanceledException)
        {
            // As above.
        }
    }

    private void Hear(StreamingMessage message)
    {
        if (message.StartStream is not null) _started.TrySetResult();
        if (message.RpcLog is { Level: >= RpcLog.Types.Level.Warning } log)
            output.Add($"{log.Level} {log.Category}: {log.Message} {log.Exception?.Message}");
        if (_asked.TryRemove(message.RequestId, out var asked)) asked.TrySetResult(message);
    }
}
