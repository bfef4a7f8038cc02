using Azure;
using Azure.Data.Tables;
using Azure.Storage.Queues;

namespace Zhiyu.Bench.Scenarios.Throughput;

/// <summary>
/// What the emulator can do, as a client finds that does nothing else: point reads, a small query, an insert, a
/// transaction, and a message through a queue, in about the shares in which a reply makes them.
/// </summary>
internal sealed class EmulatorLimit(string connectionString)
{
    private const int Workers = 16;
    private const int OperationsOfRound = 16;

    private readonly TableClient _table = new(connectionString, "limit");
    private readonly QueueClient _queue = new(connectionString, "limit");

    public async Task<double> MeasureAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        await _table.CreateIfNotExistsAsync(cancellationToken);
        await _queue.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        var started = TimeProvider.System.GetTimestamp();
        var rounds = await Task.WhenAll(Enumerable.Range(0, Workers).Select(async worker =>
        {
            var count = 0;
            while (TimeProvider.System.GetElapsedTime(started) < time)
                await RoundAsync($"{worker}-{count++}", cancellationToken);
            return count;
        }));
        return rounds.Sum() * OperationsOfRound / TimeProvider.System.GetElapsedTime(started).TotalSeconds;
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
        for (var read = 0; read < 9; read++)
            await _table.GetEntityAsync<TableEntity>(partition, "first", cancellationToken: cancellationToken);
        await foreach (var _ in _table.QueryAsync<TableEntity>(
            row => row.PartitionKey == partition, 20, cancellationToken: cancellationToken)) { }
        await _table.UpsertEntityAsync(Row(partition, "third"), TableUpdateMode.Replace, cancellationToken);
        if ((await _queue.ReceiveMessageAsync(cancellationToken: cancellationToken)).Value is { } message)
            await _queue.DeleteMessageAsync(message.MessageId, message.PopReceipt, cancellationToken);
    }

    private static TableEntity Row(string partition, string row) =>
        new(partition, row) { ["Json"] = new string('x', 1_000) };
}
