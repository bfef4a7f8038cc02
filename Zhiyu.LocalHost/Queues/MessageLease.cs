using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace Zhiyu.LocalHost.Queues;

/// <summary>
/// Keeps a received message invisible while it is worked on, and ends it with the newest pop receipt: each renewal
/// replaces the one before.
/// </summary>
internal sealed class MessageLease : IAsyncDisposable
{
    private readonly QueueClient _queue;
    private readonly QueueMessage _message;
    private readonly TimeSpan _invisibility;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _ended = new();
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
        await EndRenewalAsync();
        try
        {
            await _queue.DeleteMessageAsync(_message.MessageId, _popReceipt, cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            // The function deleted it, or it came back meanwhile and another run will end it.
        }
    }

    /// <summary>Lets the message be received again after <paramref name="delay"/>.</summary>
    public async Task GiveBackAsync(TimeSpan delay, CancellationToken cancellationToken)
    {
        await EndRenewalAsync();
        try
        {
            await _queue.UpdateMessageAsync(
                _message.MessageId, _popReceipt, visibilityTimeout: delay, cancellationToken: cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.Status is 400 or 404)
        {
            // No longer ours: it came back by itself or is gone.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await EndRenewalAsync();
        _ended.Dispose();
    }

    private async Task EndRenewalAsync()
    {
        await _ended.CancelAsync();
        await _renewal;
    }

    private async Task RenewAsync()
    {
        while (!_ended.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(_invisibility / 2, _time, _ended.Token);
                // Not cancelled half way: the receipt that the service made must be known.
                var receipt = await _queue.UpdateMessageAsync(
                    _message.MessageId, _popReceipt, visibilityTimeout: _invisibility,
                    cancellationToken: CancellationToken.None);
                _popReceipt = receipt.Value.PopReceipt;
            }
            catch (OperationCanceledException) when (_ended.IsCancellationRequested)
            {
                return;
            }
            catch (RequestFailedException exception) when (exception.Status is 400 or 404)
            {
                return;
            }
            catch (Exception)
            {
                // Storage is away for now; the next renewal, or the message's return, mends it.
            }
        }
    }
}
