using Azure;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using Zhiyu.Bench.Rig;

namespace Zhiyu.Bench.Scenarios.Throughput;

/// <summary>
/// Measures the emulator's own limit with clients that do nothing else: point reads, small queries, inserts,
/// transactions and queue messages, in about the proportions of a reply.
/// </summary>
internal sealed class EmulatorLimit(Emulator emulator)
{
    private const int Workers = 16;

    private readonly TableClient _table = new(emulator.ConnectionString, "limit");
    private readonly QueueClient _queue = new(emulator.ConnectionString, "limit");

    // Counts over all measurements, so that each insert uses a new partition.
    private int _rounds;

    /// <returns>Transactions per second from the emulator's log, without polls.</returns>
    public async Task<double> MeasureAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        await _table.CreateIfNotExistsAsync(cancellationToken);
        await _queue.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        var (before, started) = (emulator.Operations.Read(), TimeProvider.System.GetTimestamp());
        await Task.WhenAll(Enumerable.Range(0, Workers).Select(async _ =>
        {
            while (TimeProvider.System.GetElapsedTime(started) < time)
                await RoundAsync($"{Interlocked.Increment(ref _rounds)}", cancellationToken);
        }));
        var taken = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        return emulator.Operations.Since(before).WithoutPolls / taken;
    }

    private async Task RoundAsync(string partition, CancellationToken cancellationToken)
    {
        await _queue.SendMessageAsync(partition, cancellationToken);
        await _table.AddEntityAsync(Row(partition, "first"), cancellationToken);
        await _table.SubmitTransactionAsync(
            [
                new TableTransactionAction(TableTransactionActionType.Add, Row(partition, "second")),
                new TableTransactionAction(TableTransactionActionType.UpdateReplace, Row(partition, "first"), ETag.All),
            ],
            cancellationToken);
        for (var read = 0; read < 8; read++)
            await _table.GetEntityAsync<TableEntity>(partition, "first", cancellationToken: cancellationToken);
        for (var query = 0; query < 2; query++)
        {
            await foreach (var _ in _table.QueryAsync<TableEntity>(
                row => row.PartitionKey == partition, 1, cancellationToken: cancellationToken)) { }
        }

        await _table.UpsertEntityAsync(Row(partition, "third"), TableUpdateMode.Replace, cancellationToken);
        // Receives several messages at once, as a busy host does.
        if (!partition.EndsWith('7')) return;
        var messages = (await _queue.ReceiveMessagesAsync(10, cancellationToken: cancellationToken)).Value;
        foreach (var message in messages)
            await _queue.DeleteMessageAsync(message.MessageId, message.PopReceipt, cancellationToken);
    }

    private static TableEntity Row(string partition, string row) =>
        new(partition, row) { ["Json"] = new string('x', 1_000) };
}
