using System.Text.Json;
using Azure.Storage.Queues;
using Zhiyu.Core.Allocation;
using Zhiyu.Core.Events;
using Zhiyu.Tests.Api.Control;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Worker;

/// <summary>Messages that no attempt brings to an end.</summary>
[Collection(WorkerForum.Name)]
public sealed class PoisonTests(WorkerForum forum)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(EventMessage.Queue, """{"no":"event"}""")]
    [InlineData(AssignmentMessage.Queue, """{"no":"assignment"}""")]
    [InlineData(EventMessage.Queue, "no JSON")]
    public async Task A_message_that_fails_each_time_is_recorded(string queue, string text)
    {
        await Queue(queue).SendMessageAsync(Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text)), Token);

        await Eventually.TrueAsync(async () => (await PoisonAsync()).Any(each =>
            each.GetProperty("queue").GetString() == queue && each.GetProperty("text").GetString() == text));
        await Eventually.TrueAsync(async () => await CountAsync(queue) == 0);
    }

    [Fact]
    public async Task A_message_that_is_not_base64_leaves_its_queue_for_the_poison_queue()
    {
        await Queue(EventMessage.Queue).SendMessageAsync("this is not base64!", Token);

        await Eventually.TrueAsync(async () => await CountAsync(EventMessage.Queue) == 0);
        // What was recorded is gone from there; this stays.
        await Eventually.TrueAsync(async () => await CountAsync($"{EventMessage.Queue}-poison") == 1);
    }

    private QueueClient Queue(string name) => new(forum.Account, name);

    /// <summary>Invisible messages too.</summary>
    private async Task<int> CountAsync(string queue) =>
        (await Queue(queue).GetPropertiesAsync(Token)).Value.ApproximateMessagesCount;

    private async Task<IEnumerable<JsonElement>> PoisonAsync() =>
        (await forum.Client.CallAsync("GET", "/v1/admin/poison?limit=100", People.Token())).Data.EnumerateArray();
}
