using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace Zhiyu.LocalHost.Queues;

/// <summary>
/// Renews the visibility timeout of a received message while it is processed, and tracks its pop receipt, which changes
/// with each renewal.
/// </summary>
internal sealed class MessageLease : IAsyncDisposable
{
    private readonly QueueClient _queue;
    private readonly QueueMessage _message;
    private readonly TimeSpan _invisibility;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _renewal;
    private string _popReceipt;

    public MessageLease(QueueClient queue, QueueMessage message, TimeSpan invisibility, TimeProvider time)
    {
        (_queue, _message, _invisibility, _time) = (queue, message, invisibility, time);
        _popReceipt = message.PopReceipt;
        _renewal = RenewAsync();
    }

    public async Task DeleteAsync(CancellationToken cancellationToken)
    {
        await StopRenewalAsync();
        try
        {
            await _queue.DeleteMessageAsync(_message.MessageId, _popReceipt, cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            // The function deleted the message, or its visibility timeout ended and another receiver will delete it.
        }
    }

    /// <summary>Makes the message visible again after <paramref name="delay"/>.</summary>
    public async Task GiveBackAsync(TimeSpan delay, CancellationToken cancellationToken)
    {
        await StopRenewalAsync();
        try
        {
            await _queue.UpdateMessageAsync(
                _message.MessageId, _popReceipt, visibilityTimeout: delay, cancellationToken: cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.Status is 400 or 404)
        {
            // The message became visible again or was deleted.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopRenewalAsync();
        _stop.Dispose();
    }

    private async Task StopRenewalAsync()
    {
        await _stop.CancelAsync();
        await _renewal;
    }

    private async Task RenewAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(_invisibility / 2, _time, _stop.Token);
                // Not cancelled during the request, because the new receipt must be known.
                var receipt = await _queue.UpdateMessageAsync(
                    _message.MessageId, _popReceipt, visibilityTimeout: _invisibility,
                    cancellationToken: CancellationToken.None);
                _popReceipt = receipt.Value.PopReceipt;
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (RequestFailedException exception) when (exception.Status is 400 or 404)
            {
                return;
            }
            catch (Exception)
            {
                // Storage is not available. The next renewal may succeed; otherwise the message becomes visible again.
            }
        }
    }
}
