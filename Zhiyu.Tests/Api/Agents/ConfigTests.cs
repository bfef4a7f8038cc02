using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Execution.Models.Catalog;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Api.Access;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Api.Agents;

public sealed class ConfigTests(AzuriteFixture azurite)
{
    private const string Path = "/v1/agents/bo/config";
    private static readonly TimeSpan Cooldown = TimeSpan.FromMinutes(30);

    private readonly FakeTimeProvider _clock = new(RecentHour());

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_change_is_a_new_version_that_waits_and_what_it_leaves_out_stays()
    {
        await using var app = await StartAsync();

        var reply = await ChangeAsync(app, """
            {"persona":{"style":"冷静","stance":"凡事有代价","humour":7,"quoting":0},"communities":["philosophy"],
             "active_hours":{"from":"07:30","to":"01:00","time_zone":"Asia/Shanghai"},
             "budgets":{"actions_per_hour":3},"model":"toy"}
            """);

        Assert.Equal(200, reply.Status);
        Assert.Equal(
            ["id", "agent_id", "version", "config_json", "updated_at", "effective_at", "updated_by"],
            reply.Data.EnumerateObject().Select(field => field.Name));
        Assert.Equal(("bo-v2", "bo", 2), (reply.Id, Text(reply.Data, "agent_id"), Version(reply.Data)));
        Assert.Equal("owner", Text(reply.Data, "updated_by"));
        Assert.Equal(_clock.GetUtcNow(), reply.Data.GetProperty("updated_at").GetDateTimeOffset());
        Assert.Equal(_clock.GetUtcNow() + Cooldown, reply.Data.GetProperty("effective_at").GetDateTimeOffset());
        Assert.Equal(
            """
            {"persona":{"name":"bo","style":"冷静","stance":"凡事有代价","length":"medium","language":"zh-CN",
            "interests":["自由","语言"],"catchphrases":[],
            "humour":7,"sharpness":null,"asking":null,"quoting":0},"communities":["philosophy"],"blocked_communities":[],
            "active_hours":{"from":"07:30","to":"01:00","time_zone":"Asia/Shanghai"},
            "budgets":{"actions_per_hour":3,"tokens_per_day":null},"model":"toy"}
            """.ReplaceLineEndings(""),
            Config(reply.Data).GetRawText());

        var next = Config((await ChangeAsync(app, """
            {"persona":{"stance":null},"communities":null,"active_hours":null,"budgets":{"tokens_per_day":500}}
            """, People.Token("root"))).Data);
        Assert.Equal(
            """
            {"persona":{"name":"bo","style":"冷静","stance":null,"length":"medium","language":"zh-CN",
            "interests":["自由","语言"],"catchphrases":[],
            "humour":7,"sharpness":null,"asking":null,"quoting":0},"communities":[],"blocked_communities":[],
            "active_hours":null,"budgets":{"actions_per_hour":3,"tokens_per_day":500},"model":"toy"}
            """.ReplaceLineEndings(""),
            next.GetRawText());
    }

    [Fact]
    public async Task The_versions_in_force_and_to_come_are_shown_newest_first_with_what_the_plan_allows()
    {
        await using var app = await StartAsync();
        await ChangeAsync(app, """{"persona":{"style":"冷静"}}""");
        _clock.Advance(TimeSpan.FromMinutes(10));
        await ChangeAsync(app, """{"model":"toy"}""");

        var before = await ShowAsync(app);
        _clock.Advance(TimeSpan.FromMinutes(20));
        var between = await ShowAsync(app);
        _clock.Advance(TimeSpan.FromMinutes(10));
        var after = await ShowAsync(app);

        Assert.Equal([3, 2, 1], before.Data.EnumerateArray().Select(Version));
        Assert.Equal([3, 2], between.Data.EnumerateArray().Select(Version));
        Assert.Equal([3], after.Data.EnumerateArray().Select(Version));
        Assert.Equal([1, 2, 3], new[] { before, between, after }.Select(InForce));
        Assert.Equal(
            """
            {"models":["qwen-plus","simulated","toy"],"actions_per_hour":7,"tokens_per_day":50000,
            "cooldown_minutes":30,"fields":{"name":100,"style":200,"stance":200,
            "interests":{"items":20,"characters":30},"catchphrases":{"items":5,"characters":60},
            "communities":50,"scale":10,"lengths":["short","medium","long"]}}
            """.ReplaceLineEndings(""),
            before.Meta.GetProperty("plan").GetRawText());
        var agent = await AgentAsync(app);
        Assert.Equal((3, "toy"), (agent.GetProperty("persona_version").GetInt32(), Text(agent, "model")));
    }

    [Fact]
    public async Task A_run_is_of_the_configuration_in_force_when_it_is_executed_and_says_so()
    {
        await using var app = await StartAsync();
        var early = await RunOfBoAsync(app, "run-1");
        await ChangeAsync(app, """{"persona":{"style":"像写信一样"},"model":"toy"}""");
        await app.WorkAsync();
        var late = await RunOfBoAsync(app, "run-2");
        _clock.Advance(Cooldown);
        await app.WorkAsync();

        var (before, after) = ((await FindAsync(app, early)).Prompt!, (await FindAsync(app, late)).Prompt!);
        Assert.Equal((1, 2), (before.ConfigVersion, after.ConfigVersion));
        Assert.Equal(
            ("simulated", "toy-1"), ((await FindAsync(app, early)).Reason, (await FindAsync(app, late)).Reason));
        Assert.Equal(("短句，爱反问", "像写信一样"), (before.Context.Persona.Style, after.Context.Persona.Style));
        var shown = (await app.GetAsync($"/v1/runs/{late}", Person("owner", "user"))).Data;
        Assert.Equal(2, shown.GetProperty("config_version").GetInt32());
    }

    [Theory]
    [InlineData("""{"budgets":{"tokens_per_day":1}}""", "agent_tokens_per_day", 0)]
    [InlineData("""{"budgets":{"actions_per_hour":1}}""", "agent_actions_per_hour", 1)]
    public async Task What_an_owner_allows_throttles_its_agent_and_no_other(string config, string reason, int allowed)
    {
        await using var app = await StartAsync();
        await ChangeAsync(app, config);
        _clock.Advance(Cooldown);
        string[] own = [await RunOfBoAsync(app, "run-1"), await RunOfBoAsync(app, "run-2")];

        await app.WorkAsync();

        var runs = await Task.WhenAll(own.Select(id => FindAsync(app, id)));
        Assert.Equal(allowed, runs.Count(run => run.Status == RunStatus.Declined));
        Assert.All(
            runs.Where(run => run.Status != RunStatus.Declined),
            run => Assert.Equal((RunStatus.Throttled, reason), (run.Status, run.Reason)));
        Assert.All(await RunsOfAsync(app, "cy"), run => Assert.Equal("declined", Text(run, "status")));

        var spend = (await app.GetAsync("/v1/agents/bo/runs", Person("owner", "user"))).Meta.GetProperty("spend");
        Assert.Equal(
            reason == "agent_actions_per_hour" ? (1, 50_000) : (7, 1),
            (spend.GetProperty("actions_this_hour").GetProperty("limit").GetInt32(),
                spend.GetProperty("tokens_today").GetProperty("limit").GetInt64()));
    }

    [Fact]
    public async Task Changes_at_once_all_become_versions_and_build_on_each_other()
    {
        await using var app = await StartAsync();

        var replies = await Task.WhenAll(
            ChangeAsync(app, """{"persona":{"style":"冷静"}}"""),
            ChangeAsync(app, """{"persona":{"stance":"凡事有代价"}}"""),
            ChangeAsync(app, """{"persona":{"length":"short"}}"""),
            ChangeAsync(app, """{"communities":["philosophy"]}"""),
            ChangeAsync(app, """{"budgets":{"tokens_per_day":9}}"""));

        Assert.Equal([2, 3, 4, 5, 6], replies.Select(reply => Version(reply.Data)).Order());
        var newest = Config((await ShowAsync(app)).Data[0]);
        Assert.Equal(("冷静", "凡事有代价"), (Persona("style"), Persona("stance")));
        Assert.Equal("short", Persona("length"));
        Assert.Equal(["philosophy"], newest.GetProperty("communities").Strings());
        Assert.Equal(9, newest.GetProperty("budgets").GetProperty("tokens_per_day").GetInt32());

        string? Persona(string field) => Text(newest.GetProperty("persona"), field);
    }

    [Fact]
    public async Task A_new_name_is_the_only_one_everywhere_once_its_version_is_in_force()
    {
        await using var app = await StartAsync();
        var post = (await app.Get<PostWriter>().WriteAsync(Some.NewPost(actor: "bo"), Token))
            is WriteResult<Post>.Written written ? written.Value.Id : null;
        await app.Get<CommentWriter>().WriteAsync(new NewComment("bo", "run-c", post!, null, "我先说。"), Token);

        await ChangeAsync(app, """{"persona":{"name":"铁锅"}}""");
        Assert.Equal(Enumerable.Repeat("bo", 5), await NamesAsync());
        Assert.Equal((400, "config_json.persona.name"), await TryAsync("ai", "铁锅"));
        Assert.Equal((400, "config_json.persona.name"), await TryAsync("ai", "BO"));

        _clock.Advance(Cooldown);
        Assert.Equal(Enumerable.Repeat("铁锅", 5), await NamesAsync());
        Assert.Equal((400, "config_json.persona.name"), await TryAsync("ai", "铁锅"));
        Assert.Equal((200, null), await TryAsync("ai", "BO")); // which no agent has now

        async Task<(int, string?)> TryAsync(string agent, string name)
        {
            var reply = await app.PatchAsync(
                $"/v1/agents/{agent}/config",
                AgentCalls.Body($$$"""{"persona":{"name":"{{{name}}}"}}"""),
                Person("owner", "user"));
            return (reply.Status, reply.Status == 200 ? null : reply.FaultyFields.Single());
        }

        async Task<IEnumerable<string?>> NamesAsync() =>
        [
            Text(await AgentAsync(app), "display_name"),
            Text((await app.GetAsync("/v1/agents/bo/profile")).Data, "display_name"),
            Text((await app.GetAsync($"/v1/posts/{post}")).Data, "author_name"),
            Text((await app.GetAsync($"/v1/posts/{post}/comments")).Data[0], "author_name"),
            Text((await app.GetAsync($"/v1/content/{post}/provenance")).Data, "author_name"),
        ];
    }

    [Fact]
    public async Task An_agent_whose_name_is_a_common_word_by_now_keeps_it_and_can_be_set_up()
    {
        await using var app = await StartAsync();
        var old = Some.Agent("old") with
        {
            Configurations = [Some.Agent("old").Configurations[0] with { Persona = Some.Persona("我们") }],
        };
        await app.Get<AgentStore>().AddAsync(old, Token);

        var saved = await app.PatchAsync(
            "/v1/agents/old/config",
            AgentCalls.Body("""{"persona":{"name":"我们","style":"冷静"}}"""),
            Person("owner", "user"));

        Assert.Equal(200, saved.Status);
        Assert.Equal("我们", Text((await app.GetAsync("/v1/agents/old/profile")).Data, "display_name"));
    }

    [Fact]
    public async Task Of_many_who_want_one_name_at_once_by_whatever_way_one_gets_it()
    {
        await using var app = await StartAsync();

        for (var round = 0; round < 3; round++)
        {
            var name = $"抢手{round}";
            var replies = await Task.WhenAll(
                [
                    .. ((string[])["ai", "bo", "cy"]).Select(agent => app.PatchAsync(
                        $"/v1/agents/{agent}/config",
                        AgentCalls.Body($$$"""{"persona":{"name":"{{{name}}}"}}"""),
                        Person("owner", "user"))),
                    app.CreateAsync(name),
                ]);

            Assert.Single(replies, reply => reply.Status is 200 or 201);
            Assert.All(
                replies.Where(reply => reply.Status is not (200 or 201)),
                reply => Assert.Contains(reply.Code, (string[])["VALIDATION_ERROR", "CONFLICT"]));
        }
    }

    [Fact]
    public async Task Only_so_many_versions_wait()
    {
        await using var app = await StartAsync();
        for (var i = 0; i < 10; i++) Assert.Equal(200, (await ChangeAsync(app, "{}")).Status);

        var refused = await ChangeAsync(app, "{}");
        _clock.Advance(Cooldown);

        Assert.Equal((409, "CONFLICT"), (refused.Status, refused.Code));
        Assert.Equal(200, (await ChangeAsync(app, "{}")).Status);
    }

    [Fact]
    public async Task In_Development_a_change_holds_at_once_unless_the_settings_say_otherwise()
    {
        await using var app = await StartAsync(new() { ["ZHIYU_ENVIRONMENT"] = "Development" });
        await using var other = await StartAsync(new()
        {
            ["ZHIYU_ENVIRONMENT"] = "Development", ["CONFIG_COOLDOWN"] = "5",
        });

        Assert.Equal(TimeSpan.Zero, Wait(await ChangeAsync(app, "{}")));
        Assert.Equal(2, InForce(await ShowAsync(app)));
        Assert.Equal(TimeSpan.FromMinutes(5), Wait(await ChangeAsync(other, "{}")));

        TimeSpan Wait(ApiReply reply) =>
            reply.Data.GetProperty("effective_at").GetDateTimeOffset() - _clock.GetUtcNow();
    }

    [Fact]
    public async Task The_model_an_agent_has_stays_allowed_to_it_when_the_settings_no_longer_name_it()
    {
        await using var app = await StartAsync(new() { ["LLM_MODEL"] = "qwen-max" });

        Assert.Equal(200, (await ChangeAsync(app, """{"model":"qwen-plus"}""")).Status);
        Assert.Equal(
            ["qwen-max", "simulated", "toy", "qwen-plus"],
            (await ShowAsync(app)).Meta.GetProperty("plan").GetProperty("models").Strings());
    }

    private Task<PeopleApp> StartAsync(Dictionary<string, string?>? settings = null) => PeopleApp.StartAsync(
        azurite,
        new(settings ?? [])
        {
            ["BUDGET_AGENT_ACTIONS_PER_HOUR"] = "7",
            ["BUDGET_AGENT_TOKENS_PER_DAY"] = "50000",
            ["LLM_MODELS"] = """{"toy":{"model":"toy-1"}}""",
        },
        services => services
            .AddSingleton<TimeProvider>(_clock)
            // Declines, so that nothing follows, and tells which model it is.
            .AddSingleton<Func<ModelRoute, IChatClient>>(route => new ScriptedChatClient(_ =>
                $$"""{"action":"decline","body":"{{route.Model}}"}""")));

    private static Task<ApiReply> ChangeAsync(PeopleApp app, string config, string? token = null) =>
        app.PatchAsync(Path, AgentCalls.Body(config), token ?? Person("owner", "user"));

    private static Task<ApiReply> ShowAsync(PeopleApp app) => app.GetAsync(Path, Person("owner", "user"));

    private static async Task<JsonElement> AgentAsync(PeopleApp app) =>
        (await app.GetAsync("/v1/agents")).Data.EnumerateArray().Single(agent => Text(agent, "id") == "bo");

    private static async Task<string> RunOfBoAsync(PeopleApp app, string cause)
    {
        var runs = await Task.WhenAll((await app.PostAsync(cause)).Select(id => FindAsync(app, id)));
        return runs.Single(run => run.AgentId == "bo").Id;
    }

    private static async Task<Run> FindAsync(PeopleApp app, string id) =>
        (await app.Get<ThreadStore>().FindAsync<Run>(id, Token))!.Row;

    private static async Task<IEnumerable<JsonElement>> RunsOfAsync(PeopleApp app, string agentId) =>
        (await app.GetAsync($"/v1/agents/{agentId}/runs", Person("owner", "user"))).Data.EnumerateArray();

    private static string Person(string id, string role) => People.Token(id, role, endsIn: TimeSpan.FromDays(2));

    private static string? Text(JsonElement thing, string field) => thing.GetProperty(field).GetString();

    private static int Version(JsonElement version) => version.GetProperty("version").GetInt32();

    private static int InForce(ApiReply reply) => reply.Meta.GetProperty("in_force").GetInt32();

    private static JsonElement Config(JsonElement version) => version.GetProperty("config_json");

    // The beginning of an hour that is not among the last of its day: neither ends by chance while a test runs. And a
    // few hours ago at most, within the life of the people's tokens, whenever the tests run.
    private static DateTimeOffset RecentHour()
    {
        var now = TimeProvider.System.GetUtcNow();
        var hour = now.AddTicks(-(now.UtcTicks % TimeSpan.TicksPerHour));
        return hour.Hour < 20 ? hour : hour.AddHours(-4);
    }
}
