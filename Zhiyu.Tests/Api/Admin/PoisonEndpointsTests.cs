using System.Text.Json;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Runtime;
using Zhiyu.Core.Runtime.State;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Api.Access;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Api.Admin;

public sealed class PoisonEndpointsTests(AzuriteFixture azurite)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_failed_run_is_shown_redriven_and_published_and_a_second_redrive_does_nothing()
    {
        await using var app = await PeopleApp.StartAsync(azurite);
        var id = (await app.PostAsync())[0];
        await app.FailAsync(id);

        var shown = Assert.Single((await app.GetAsync("/v1/admin/poison")).Data.EnumerateArray());
        Assert.Equal((id, "run", id), (Text(shown, "id"), Text(shown, "kind"), Text(shown, "run_id")));
        Assert.Contains("gave up after 5 attempts", Text(shown, "reason"), StringComparison.Ordinal);

        var redriven = (await app.RedriveAsync()).Data;
        Assert.Equal($$"""{"redriven":1,"ids":["{{id}}"],"skipped":[],"remaining":0}""", redriven.GetRawText());
        Assert.Equal("assigned", Text((await app.GetAsync($"/v1/runs/{id}")).Data, "status"));
        Assert.Empty((await app.GetAsync("/v1/admin/poison")).Data.EnumerateArray());

        await app.WorkAsync();
        var run = (await app.GetAsync($"/v1/runs/{id}")).Data;
        Assert.Equal("published", Text(run, "status"));
        Assert.Equal(1, run.GetProperty("redrives").GetInt32());

        Assert.Equal(0, (await app.RedriveAsync("{}")).Data.GetProperty("redriven").GetInt32());
        var again = (await app.RedriveAsync($$"""{"ids":["{{id}}"]}""")).Data;
        Assert.Equal(
            $$"""{"redriven":0,"ids":[],"skipped":[{"id":"{{id}}","reason":"it is not recorded"}],"remaining":0}""",
            again.GetRawText());
        await app.WorkAsync();
        Assert.Single(app.Model.Prompts);
    }

    [Fact]
    public async Task Admins_who_redrive_at_once_do_it_once()
    {
        await using var app = await PeopleApp.StartAsync(azurite);
        var id = (await app.PostAsync())[0];
        await app.FailAsync(id);

        var replies = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => app.RedriveAsync()));

        Assert.All(replies, reply => Assert.Equal(200, reply.Status));
        Assert.Equal(1, replies.Sum(reply => reply.Data.GetProperty("redriven").GetInt32()));
        await app.WorkAsync();
        var run = (await app.Get<ThreadStore>().FindAsync<Run>(id, Token))!.Row;
        Assert.Equal((RunStatus.Published, 1, 1), (run.Status, run.Redrives, run.Attempts));
        Assert.Single(app.Model.Prompts);
    }

    [Fact]
    public async Task Of_many_only_those_that_were_named_are_sent_again()
    {
        await using var app = await PeopleApp.StartAsync(azurite);
        var ids = await app.PostAsync();
        foreach (var id in ids) await app.FailAsync(id);

        var redriven = (await app.RedriveAsync($$"""{"ids":["{{ids[1]}}"]}""")).Data;

        Assert.Equal(1, redriven.GetProperty("redriven").GetInt32());
        Assert.Equal(1, redriven.GetProperty("remaining").GetInt32());
        Assert.Equal([ids[0]], (await app.GetAsync("/v1/admin/poison?limit=1")).Ids);
    }

    [Fact]
    public async Task An_undecided_event_is_sent_again_and_an_unknown_message_stays()
    {
        await using var app = await PeopleApp.StartAsync(azurite);
        await app.Get<PostWriter>().WriteAsync(Some.NewPost(), Token);
        var events = app.Get<IWorkQueue<EventMessage>>();
        var call = Assert.Single(await events.ReceiveAsync(1, TimeSpan.FromMinutes(1), Token));
        await app.Get<PoisonMessageProcessor>().RecordAsync(EventMessage.Queue, "not json", Token);
        foreach (var id in (string[])[call.Message!.EventId, Ids.Event(Ids.Thread(call.Message.EventId), "never")])
            await app.Get<PoisonStore>().RecordAsync(Poison.OfEvent(id, "so it goes", Some.Time), Token);
        Assert.Equal(3, (await app.GetAsync("/v1/admin/poison")).Data.GetArrayLength());

        var redriven = (await app.RedriveAsync()).Data;

        Assert.Equal([call.Message.EventId], redriven.GetProperty("ids").EnumerateArray().Select(id => id.GetString()));
        Assert.Equal(2, redriven.GetProperty("skipped").GetArrayLength());
        Assert.Equal(1, redriven.GetProperty("remaining").GetInt32());
        Assert.Equal(call.Message, Assert.Single(await events.ReceiveAsync(8, TimeSpan.FromMinutes(1), Token)).Message);
        var left = Assert.Single((await app.GetAsync("/v1/admin/poison")).Data.EnumerateArray());
        Assert.Equal(("message", EventMessage.Queue, "not json"),
            (Text(left, "kind"), Text(left, "queue"), Text(left, "text")));
    }

    [Fact]
    public async Task A_run_whose_end_was_never_written_is_not_shown_and_gets_its_assignment_once_more()
    {
        await using var app = await PeopleApp.StartAsync(azurite);
        var id = (await app.PostAsync())[0];
        var run = (await app.Get<ThreadStore>().FindAsync<Run>(id, Token))!.Row;
        await app.Get<PoisonStore>().RecordAsync(
            Some.FailureOf(run.End(RunStatus.Failed, "so it goes", Some.Time)), Token);
        await app.Get<IWorkQueue<AssignmentMessage>>().ReceiveAsync(32, TimeSpan.FromMinutes(1), Token);

        Assert.Empty((await app.GetAsync("/v1/admin/poison")).Ids);
        Assert.Equal(0, (await app.RedriveAsync()).Data.GetProperty("redriven").GetInt32());
        await app.WorkAsync();

        Assert.Equal("published", Text((await app.GetAsync($"/v1/runs/{id}")).Data, "status"));
        Assert.Equal(0, (await app.RedriveAsync()).Data.GetProperty("remaining").GetInt32());
    }

    [Fact]
    public async Task What_stands_in_the_queues_is_shown_and_what_cannot_be_read_of_it_removed()
    {
        await using var app = await StandingAsync();
        var ours = $$"""{"eventId":"{{Ids.Event(Ids.NewThread(Some.Time, Some.Random()), "post")}}"}""";
        foreach (var text in (string[])["not base64!", "//79", ours])
            await Queue(app, EventMessage.Queue).SendAsync(text, TimeSpan.Zero, Token);
        await Queue(app, AssignmentMessage.Queue).SendAsync("not base64!", TimeSpan.Zero, Token);

        var shown = (await app.GetAsync("/v1/admin/poison")).Data.EnumerateArray().ToList();
        Assert.Equal(
            [
                (AssignmentMessage.Queue, "not base64!", true), (EventMessage.Queue, "//79", true),
                (EventMessage.Queue, "not base64!", true), (EventMessage.Queue, ours, false),
            ],
            shown.Select(each => (Text(each, "queue")!, Text(each, "text")!, Truth(each, "unreadable")))
                .OrderBy(each => each.Item1, StringComparer.Ordinal).ThenBy(each => each.Item2, StringComparer.Ordinal));
        Assert.All(shown, each => Assert.Equal(("message", true), (Text(each, "kind"), Truth(each, "standing"))));
        var ids = shown.Select(each => Text(each, "id")!).ToList();

        var removed = (await app.RemovePoisonAsync(ids)).Data;

        var left = Text(shown.Single(each => !Truth(each, "unreadable")), "id")!;
        Assert.Equal(
            ids.Where(id => id != left),
            removed.GetProperty("ids").EnumerateArray().Select(id => id.GetString()));
        Assert.Equal((3, 0), (removed.GetProperty("removed").GetInt32(), removed.GetProperty("remaining").GetInt32()));
        Assert.Equal(
            (left, "it is a message of this app, and about to be sent again or recorded"),
            (Text(removed.GetProperty("skipped")[0], "id"), Text(removed.GetProperty("skipped")[0], "reason")));
        // What was left is seen again at once.
        Assert.Equal([left], (await app.GetAsync("/v1/admin/poison")).Ids);
        Assert.Equal(0, (await app.RemovePoisonAsync(ids)).Data.GetProperty("removed").GetInt32());
        Assert.Equal(3, (await RemovalsAsync(app)).Count);
    }

    [Fact]
    public async Task What_is_on_record_is_removed_once_and_that_is_on_record()
    {
        await using var app = await PeopleApp.StartAsync(azurite);
        var run = (await app.PostAsync())[0];
        await app.FailAsync(run);
        await app.Get<PoisonMessageProcessor>().RecordAsync(EventMessage.Queue, "//79", Token);
        var shown = (await app.GetAsync("/v1/admin/poison")).Data.EnumerateArray().ToList();
        Assert.Equal([(false, false), (true, false)],
            shown.Select(each => (Truth(each, "unreadable"), Truth(each, "standing"))));
        var ids = shown.Select(each => Text(each, "id")!).ToList();
        Assert.Equal(run, ids[0]);

        var replies = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => app.RemovePoisonAsync(ids)));

        Assert.All(replies, reply => Assert.Equal(200, reply.Status));
        Assert.Equal(2, replies.Sum(reply => reply.Data.GetProperty("removed").GetInt32()));
        Assert.Empty((await app.GetAsync("/v1/admin/poison")).Ids);
        Assert.Equal("failed", Text((await app.GetAsync($"/v1/runs/{run}")).Data, "status"));
        var actions = await RemovalsAsync(app);
        Assert.Equal(ids, actions.Select(action => Text(action, "target_id")!).Order(StringComparer.Ordinal));
        Assert.All(actions, action => Assert.Equal(
            ("poison", "root", "不是我们的"),
            (Text(action, "target_type"), Text(action, "actor"), Text(action, "reason"))));
    }

    [Fact]
    public async Task What_was_removed_and_fails_again_is_there_again_and_can_be_removed_again()
    {
        await using var app = await PeopleApp.StartAsync(azurite);
        for (var time = 0; time < 2; time++)
        {
            await app.Get<PoisonMessageProcessor>().RecordAsync(EventMessage.Queue, "not json", Token);
            var ids = (await app.GetAsync("/v1/admin/poison")).Ids;
            Assert.Equal(1, (await app.RemovePoisonAsync(ids)).Data.GetProperty("removed").GetInt32());
        }

        Assert.Equal(2, (await RemovalsAsync(app)).Count);
    }

    [Fact]
    public async Task What_is_on_record_and_what_stands_is_paged_through_together_each_once()
    {
        await using var app = await StandingAsync();
        var run = (await app.PostAsync())[0];
        await app.FailAsync(run);
        foreach (var text in (string[])["a", "b"])
            await app.Get<PoisonMessageProcessor>().RecordAsync(EventMessage.Queue, text, Token);
        foreach (var text in (string[])["b", "c", "d", "d"])
            await Queue(app, EventMessage.Queue).SendAsync(text, TimeSpan.Zero, Token);

        List<string> paged = [];
        for (var cursor = ""; cursor is not null;)
        {
            var page = await app.GetAsync($"/v1/admin/poison?limit=2{cursor}");
            paged.AddRange(page.Ids);
            cursor = page.Meta.GetProperty("cursor").GetString() is { } next ? $"&cursor={next}" : null;
        }

        Assert.Equal(run, paged[0]);
        Assert.Equal(5, paged.Count);
        Assert.Equal(paged.Distinct().Order(StringComparer.Ordinal), paged);
        Assert.Equal(paged, (await app.GetAsync("/v1/admin/poison")).Ids);
    }

    [Theory]
    [InlineData("{}", "ids")]
    [InlineData("""{"ids":null}""", "ids")]
    [InlineData("""{"ids":["nothing"]}""", "ids[0]")]
    [InlineData("""{"ids":[],"reason":7}""", "reason")]
    public async Task A_wrong_removal_names_its_field(string body, string field)
    {
        await using var app = await PeopleApp.StartAsync(azurite);

        var reply = await app.RemovePoisonAsync(body);

        Assert.Equal(400, reply.Status);
        Assert.Equal([field], reply.FaultyFields);
    }

    [Theory]
    [InlineData("""{"ids":["nothing"]}""", "ids[0]")]
    [InlineData("""{"ids":[7]}""", "ids[0]")]
    [InlineData("""{"ids":"all"}""", "ids")]
    [InlineData("[]", "$")]
    public async Task A_wrong_order_names_its_field(string body, string field)
    {
        await using var app = await PeopleApp.StartAsync(azurite);

        var reply = await app.RedriveAsync(body);

        Assert.Equal(400, reply.Status);
        Assert.Equal([field], reply.FaultyFields);
    }

    [Fact]
    public async Task The_stats_tell_what_waits()
    {
        await using var app = await StandingAsync();
        await app.PostAsync();
        await app.Get<PoisonMessageProcessor>().RecordAsync(EventMessage.Queue, "not json", Token);
        await Queue(app, EventMessage.Queue).SendAsync("not base64!", TimeSpan.Zero, Token);
        await app.Get<RuntimeLoop>().RunAsync(Token);
        await Eventually.TrueAsync(async () =>
            (await app.Get<RuntimeStore>().FindHeartbeatAsync(Token))?.Standing > 0);

        var stats = (await app.GetAsync("/v1/admin/runtime/stats")).Data;

        Assert.Equal(
            """{"running":false,"processing":false,"queue_size":3,"llm_configured":true}""",
            stats.GetProperty("runtime").GetRawText());
        Assert.Equal("""{"size":1}""", stats.GetProperty("event_queue").GetRawText());
        Assert.Equal(
            ["events_ms", "assignments_ms", "measured_at"],
            stats.GetProperty("lag").EnumerateObject().Select(field => field.Name));
        Assert.Equal("""{"recorded":1,"standing":1}""", stats.GetProperty("poison").GetRawText());
    }

    /// <summary>An app whose host leaves what failed where it is.</summary>
    private Task<PeopleApp> StandingAsync() => PeopleApp.StartAsync(azurite, new()
    {
        ["AzureWebJobs.RecordPoisonedEvent.Disabled"] = "true",
        ["AzureWebJobs.RecordPoisonedAssignment.Disabled"] = "true",
    });

    private static IWorkQueue<string> Queue(PeopleApp app, string source) =>
        app.Get<IEnumerable<MonitoredQueue>>().Single(queue => queue.Definition.Name == source).Poison;

    private static async Task<List<JsonElement>> RemovalsAsync(PeopleApp app) =>
    [
        .. (await app.GetAsync("/v1/admin/audit")).Data.EnumerateArray()
            .Where(action => Text(action, "action") == "remove_poison"),
    ];

    private static bool Truth(JsonElement json, string field) => json.GetProperty(field).GetBoolean();

    private static string? Text(JsonElement json, string field) => json.GetProperty(field).GetString();
}
