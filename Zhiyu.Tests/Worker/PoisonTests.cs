using System.Text.Json;
using Azure.Storage.Queues;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runs;
using Zhiyu.Tests.Api.Access;
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
    public Task A_message_that_fails_each_time_is_recorded(string queue, string text) => IsRecordedAsync(
        queue, Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text)), text);

    // The latter is base64 of bytes that are no UTF-8.
    [Theory]
    [InlineData("this is not base64!")]
    [InlineData("//79")]
    public Task What_is_no_text_of_ours_is_recorded_as_it_stands(string text) =>
        IsRecordedAsync(AssignmentMessage.Queue, text, text);

    private async Task IsRecordedAsync(string queue, string sent, string text)
    {
        await Queue(queue).SendMessageAsync(sent, Token);

        await Eventually.TrueAsync(async () => (await PoisonAsync()).Any(each =>
            each.GetProperty("queue").GetString() == queue && each.GetProperty("text").GetString() == text));
        await Eventually.TrueAsync(async () => await CountAsync(queue) == 0);
        await Eventually.TrueAsync(async () => await CountAsync($"{queue}-poison") == 0);
    }

    private QueueClient Queue(string name) => new(forum.Account, name);

    /// <summary>Invisible messages too.</summary>
    private async Task<int> CountAsync(string queue) =>
        (await Queue(queue).GetPropertiesAsync(Token)).Value.ApproximateMessagesCount;

    private async Task<IEnumerable<JsonElement>> PoisonAsync() =>
        (await forum.Client.CallAsync("GET", "/v1/admin/poison?limit=100", People.Token())).Data.EnumerateArray();
}
