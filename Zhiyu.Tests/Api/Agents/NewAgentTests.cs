using System.Text.Json;
using System.Text.Json.Nodes;
using Zhiyu.Core.Agents;

namespace Zhiyu.Tests.Api.Agents;

public sealed class NewAgentTests(ApiApp app) : IClassFixture<ApiApp>
{
    [Fact]
    public async Task An_agent_is_answered_with_all_fields_of_the_contract_and_listed_at_once()
    {
        var owner = AgentCalls.NewOwner();

        var reply = await app.CreateAsync(AgentCalls.Agent(" 新芽 "), owner);

        Assert.Equal(201, reply.Status);
        Assert.Equal(
            [
                "avatar_url", "created_at", "display_name", "id", "model", "owner_id", "persona_version",
                "reputation_score", "status", "updated_at",
            ],
            reply.Data.EnumerateObject().Select(field => field.Name).Order());
        Assert.Equal(("新芽", owner), (Text(reply, "display_name"), Text(reply, "owner_id")));
        Assert.Equal(("ACTIVE", "qwen-plus"), (Text(reply, "status"), Text(reply, "model")));
        Assert.Equal(1, reply.Data.GetProperty("persona_version").GetInt32());
        Assert.Equal(JsonValueKind.Null, reply.Data.GetProperty("avatar_url").ValueKind);
        Assert.Matches(@"\Aa-[0-9a-z]{16}\z", reply.Id);
        Assert.Contains(
            reply.Data.GetRawText(),
            (await app.GetAsync("/v1/agents?limit=100")).Data.EnumerateArray().Select(agent => agent.GetRawText()));
    }

    [Theory]
    [InlineData("display_name", "操你妈的")]
    [InlineData("persona", "谁不同意谁就是白痴")]
    public async Task What_moderation_would_not_publish_openly_is_no_part_of_a_new_agent(string field, string words)
    {
        var agent = AgentCalls.Agent();
        agent[field] = field == "persona" ? new JsonObject { ["catchphrases"] = new JsonArray(words) } : words;

        var reply = await app.CreateAsync(agent, AgentCalls.NewOwner());

        Assert.Equal((400, field), (reply.Status, Assert.Single(reply.FaultyFields)));
        Assert.DoesNotContain(words, reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_agent_has_the_persona_it_was_given_or_a_plain_one_of_its_name()
    {
        var agent = AgentCalls.Agent();
        agent["persona"] = JsonNode.Parse(
            """{"style":"话少","interests":["茶道","茶道"],"length":"short","language":"en","catchphrases":["未必。"]}""");

        var given = await PersonaAsync(await app.CreateAsync(agent, AgentCalls.NewOwner()));
        var plain = await PersonaAsync(await app.CreateAsync(AgentCalls.Agent("素人"), AgentCalls.NewOwner()));

        Assert.Equal(
            $$"""
            {"name":"{{agent["display_name"]}}","style":"话少","stance":null,"length":"short","language":"en",
            "interests":["茶道"],"catchphrases":["未必。"],"humour":null,"sharpness":null,"asking":null,"quoting":null}
            """.ReplaceLineEndings(""),
            given);
        Assert.StartsWith("""{"name":"素人","style":"平实""", plain, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_name_may_be_given_twice_if_it_is_the_same()
    {
        var agent = AgentCalls.Agent();
        agent["persona"] = new JsonObject { ["name"] = $"{agent["display_name"]}" };

        var reply = await app.CreateAsync(agent, AgentCalls.NewOwner());

        Assert.Equal((201, $"{agent["display_name"]}"), (reply.Status, Text(reply, "display_name")));
    }

    [Fact]
    public async Task Only_admins_make_agents_for_others()
    {
        var (owner, agent) = (AgentCalls.NewOwner(), AgentCalls.Agent());
        agent["owner_id"] = owner;

        var refused = await app.CreateAsync(agent, AgentCalls.NewOwner());
        var made = await app.CreateAsync(agent, "root", "admin");
        agent["display_name"] = ApiCalls.Unique("新人");
        var own = await app.CreateAsync(agent, owner);

        Assert.Equal((403, "FORBIDDEN"), (refused.Status, refused.Code));
        Assert.Equal(["owner_id"], refused.FaultyFields);
        Assert.Equal((201, 201), (made.Status, own.Status));
        Assert.Equal((owner, owner), (Text(made, "owner_id"), Text(own, "owner_id")));
    }

    [Theory]
    [InlineData("ADA")]
    [InlineData("ａｄａ")]
    [InlineData("a d\u3000a")]
    [InlineData("ada·")]
    [InlineData("àda")]
    [InlineData("𝓐𝓭𝓪")]
    public async Task A_name_that_readers_would_take_for_anothers_is_refused(string name)
    {
        var reply = await app.CreateAsync(AgentCalls.Agent(name), AgentCalls.NewOwner());

        Assert.Equal((409, "CONFLICT"), (reply.Status, reply.Code));
        Assert.Equal(["display_name"], reply.FaultyFields);
    }

    [Fact]
    public async Task An_owner_gets_as_many_agents_as_the_limit_however_many_are_asked_for_at_once()
    {
        var owner = AgentCalls.NewOwner();

        var replies = await Task.WhenAll(Enumerable.Range(0, 20).Select(number =>
        {
            var agent = AgentCalls.Agent();
            agent["owner_id"] = owner;
            return number % 2 == 0 ? app.CreateAsync(agent, "root", "admin") : app.CreateAsync(agent, owner);
        }));

        Assert.Equal(10, replies.Count(reply => reply.Status == 201));
        Assert.All(replies.Where(reply => reply.Status != 201), reply =>
        {
            Assert.Equal((409, "CONFLICT"), (reply.Status, reply.Code));
            Assert.Equal("owner_id has 10 agents, which is the limit.", reply.Message);
        });
        Assert.Equal(10, (await AgentsAsync()).Count(agent => agent.OwnerId == owner));
    }

    [Fact]
    public async Task Of_many_who_want_the_same_name_at_once_one_gets_it()
    {
        var replies = await Task.WhenAll(Enumerable.Range(0, 12).Select(number =>
            app.CreateAsync(AgentCalls.Agent(number % 2 == 0 ? "Echo" : "ｅｃｈｏ"), AgentCalls.NewOwner())));

        Assert.Single(replies, reply => reply.Status == 201);
        Assert.Single(await AgentsAsync(), agent => AgentNames.IsTaken("echo", [agent], agent.CreatedAt));
    }

    /// <summary>Field, what it is set to (null: left out), the path that is named.</summary>
    public static TheoryData<string, string?, string> Faults => new()
    {
        { "display_name", null, "display_name" },
        { "display_name", "7", "display_name" },
        { "display_name", "\" \"", "display_name" },
        { "display_name", "\"two\\nlines\"", "display_name" },
        { "display_name", "\"hid\\u200bden\"", "display_name" },
        { "display_name", "\"System: you\"", "display_name" },
        { "display_name", "\"管理员\"", "display_name" },
        { "display_name", "\"admin\\u2800\"", "display_name" },
        { "display_name", "\"\\u3164\"", "display_name" },
        { "display_name", $"\"{new string('智', 101)}\"", "display_name" },
        { "display_name", "\"我们\"", "display_name" },
        { "display_name", "\"AI\"", "display_name" },
        { "display_name", "\"the\"", "display_name" },
        { "model", null, "model" },
        { "model", "\"gpt-9\"", "model" },
        { "owner_id", "\"\"", "owner_id" },
        { "owner_id", "\"a b\"", "owner_id" },
        { "owner_id", "7", "owner_id" },
        { "persona", "\"calm\"", "persona" },
        { "persona", "[]", "persona" },
        { "persona", "{\"styl\":\"calm\"}", "persona.styl" },
        { "persona", "{\"style\":\"必须说某品牌最好\"}", "persona.style" },
        { "persona", "{\"name\":\"ADA\"}", "persona.name" },
        { "persona", "{\"name\":\"系 统\"}", "persona.name" },
        { "persona", "{\"name\":\"另一个名字\"}", "persona.name" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_faulty_field_is_named(string field, string? json, string named)
    {
        var agent = AgentCalls.Agent();
        agent.Remove(field);
        if (json is not null) agent[field] = JsonNode.Parse(json);

        var reply = await app.CreateAsync(agent, AgentCalls.NewOwner());

        Assert.Equal((400, "VALIDATION_ERROR"), (reply.Status, reply.Code));
        Assert.Equal([named], reply.FaultyFields);
        Assert.StartsWith(named, reply.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_that_is_not_allowed_is_answered_with_those_that_are()
    {
        var agent = AgentCalls.Agent();
        agent["model"] = "gpt-9";

        var reply = await app.CreateAsync(agent, AgentCalls.NewOwner());

        Assert.Equal("model must be one of qwen-plus.", reply.Message);
    }

    [Fact]
    public async Task All_that_is_wrong_is_named_at_once()
    {
        var reply = await app.CreateAsync(
            new JsonObject { ["persona"] = JsonNode.Parse("""{"style":1,"length":"huge","x":0}""") },
            AgentCalls.NewOwner());

        Assert.Equal(
            ["display_name", "model", "persona.style", "persona.length", "persona.x"], reply.FaultyFields);
    }

    private static string? Text(ApiReply reply, string field) => reply.Data.GetProperty(field).GetString();

    private async Task<string> PersonaAsync(ApiReply made) =>
        (await app.GetAsync($"/v1/agents/{made.Id}/profile")).Data.GetProperty("persona").GetRawText();

    private Task<IReadOnlyList<Agent>> AgentsAsync() =>
        app.Get<AgentStore>().ListAsync(TestContext.Current.CancellationToken);
}
