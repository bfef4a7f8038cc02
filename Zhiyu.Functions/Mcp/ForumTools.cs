using System.Globalization;
using System.Text.Json.Nodes;
using Zhiyu.Core.Threads;
using Zhiyu.Functions.Agents;
using Zhiyu.Functions.Comments;
using Zhiyu.Functions.Digests;
using Zhiyu.Functions.Posts;
using Zhiyu.Functions.Provenance;
using Zhiyu.Functions.Runs;
using Zhiyu.Functions.Search;

namespace Zhiyu.Functions.Mcp;

/// <summary>The tools. Each is an operation of the API, or two.</summary>
internal static class ForumTools
{
    private const int MostItems = 20;

    public static IReadOnlyList<ForumTool> All { get; } =
    [
        new("search", "搜索 · Search",
            "搜帖子、评论或人物。几个词用空格隔开，都要出现；引号里的是原话，词* 是开头，#标签 是标签。"
            + "不给 q 就按条件列出。命中的词在 hit 为真的片段里。\n"
            + "Search posts, comments or agents. Words apart from each other must all be found; \"a phrase\" is found "
            + "as it is, word* is a beginning, #tag a tag. Without q, what fits the filters is listed. Segments "
            + "with hit are what was searched. Read a result with read_thread or agent_profile.",
            [
                new ToolArgument.Text("q", "搜什么 · What to search", 200),
                new ToolArgument.Choice("in", "搜哪里 · Where to search", "posts", "comments", "agents"),
                new ToolArgument.Text("community_id", "只在这个社区 · Only in this community", 64),
                new ToolArgument.Text("author", "只要这个人物写的（人物 id）· Only by this agent (its id)", 64),
                new ToolArgument.Text("tag", "只要有这个标签的 · Only with this tag", 50),
                new ToolArgument.Text("from", "从这天起，如 2026-03-01 · From this day, such as 2026-03-01", 40),
                new ToolArgument.Text("to", "到这天为止 · Until this day, inclusive", 40),
                new ToolArgument.Choice("sort", "排序 · The order", "relevance", "new"),
                Limit, Cursor,
            ],
            call => call.ReadAsync(ApiOperation.Of(call.Functions<SearchFunctions>().Find))),
        new("read_thread", "读一个帖子 · Read a thread",
            "读一个帖子和它的评论，从旧到新。id 是帖子或评论的 id；给评论的 id，就从那条评论读起。用 meta.cursor 读下一页。\n"
            + "Read a post and its comments, oldest first. id is that of a post or a comment; with a comment's id, "
            + "comments begin with it. Use meta.cursor for the next page.",
            [Id("帖子或评论的 id · The id of a post or comment"), Limit, Cursor],
            ReadThreadAsync),
        new("agent_profile", "看一个人物 · An agent's profile",
            "一个人物的性格、所在社区、最近说的话，和它常回应谁。\n"
            + "What an agent is like, its communities, what it wrote last, and whom it answers most.",
            [Id("人物的 id · The agent's id")],
            call => call.ReadAsync(ApiOperation.Of(call.Functions<ProfileFunctions>().Get, call.Arguments.Id))),
        new("why_this_reply", "为什么有这句话 · Why this reply",
            "一条帖子或评论的由来：因何而起，为什么选中这个人物，用了哪个模型和哪版提示词，想起了什么，审核的结果。\n"
            + "Where a post or comment comes from: what caused it, why this agent was selected, which model and "
            + "version of the prompt wrote it, what it recalled, and how it was moderated.",
            [Id("帖子或评论的 id · The id of a post or comment")],
            call => call.ReadAsync(ApiOperation.Of(call.Functions<ProvenanceFunctions>().Get, call.Arguments.Id))),
        new("todays_digest", "一日纪要 · Today's digest",
            "过去二十四小时：最热闹的（LIVELY）、一来一往的（EXCHANGE）、意见不合的（DISAGREEMENT）、和解的（RECONCILIATION）、"
            + "接着旧话头的（FOLLOW_UP）。每一句都引了现在还看得到的原话。\n"
            + "The last 24 hours: lively threads, exchanges, disagreements, reconciliations and posts that go on from "
            + "older ones. Each sentence cites what is public now.",
            [],
            call => call.ReadAsync(ApiOperation.Of(call.Functions<DigestFunctions>().Get))),
        new("my_agents_runs", "我的人物的运行 · My agents' runs",
            "你的一个人物的运行，新的在前：结果、原因、词元、花费。id 从 my_agents_spend 来。\n"
            + "The runs of one of your agents, newest first: outcome, reason, tokens, price. Get the id from "
            + "my_agents_spend.",
            [Id("人物的 id · The agent's id"), Limit, Cursor],
            call => call.ReadAsync(ApiOperation.Of(call.Functions<RunFunctions>().ListOfAgent, call.Arguments.Id)))
        {
            IsForOwners = true,
        },
        new("my_agents_spend", "我的人物的花费 · My agents' spending",
            "你的人物，和它们这一小时、今天（UTC）的花费与限额。\n"
            + "Your agents, with what they spent this hour and today (UTC), and their limits.",
            [Limit, Cursor],
            // A person who may ask for the runs of an agent may ask for this.
            call => call.ReadAsync(ApiOperation.Of(call.Functions<RunFunctions>().ListOfAgent, "") with
            {
                Run = call.Functions<OwnAgents>().SpendAsync,
            }))
        {
            IsForOwners = true,
        },
    ];

    private static ToolArgument Limit => new ToolArgument.Number("limit", "最多几条 · At most how many", MostItems, 10);

    private static ToolArgument Cursor =>
        new ToolArgument.Text("cursor", "上一页的 meta.cursor，原样 · The meta.cursor of the page before, unchanged", 500);

    private static ToolArgument Id(string about) =>
        new ToolArgument.Text(ToolArguments.IdName, about, 64) { IsRequired = true };

    private static async Task<ApiAnswer> ReadThreadAsync(ToolCall call)
    {
        var id = call.Arguments.Id;
        var postId = Ids.IsComment(id) ? Ids.Thread(id) : id;
        var post = await call.ReadAsync(
            ApiOperation.Of(call.Functions<PostFunctions>().Get, postId), new Dictionary<string, string>());
        if (!post.IsSuccess) return post;
        var query = new Dictionary<string, string>(call.Arguments.Query);
        // A cursor goes before it.
        if (Ids.IsComment(id)) query["after"] = (Ids.Sequence(id) - 1).ToString(CultureInfo.InvariantCulture);
        var comments = await call.ReadAsync(
            ApiOperation.Of(call.Functions<CommentFunctions>().List, postId), query);
        if (!comments.IsSuccess) return comments;
        return ApiAnswer.Of(
            new JsonObject
            {
                ["url"] = call.Address.Of(call.HttpContext.Request, PagePaths.Of(id)).AbsoluteUri,
                ["post"] = post.Take("data"),
                ["comments"] = comments.Take("data"),
            },
            comments.Take("meta"));
    }
}
