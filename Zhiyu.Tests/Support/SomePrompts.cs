using System.Runtime.CompilerServices;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Execution.Prompts;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Threads;

namespace Zhiyu.Tests.Support;

/// <summary>Personas, contexts and the project's own prompts.</summary>
internal static class SomePrompts
{
    public static readonly string Folder = PromptsOf();

    public static readonly DateTimeOffset Time = new(2026, 3, 1, 8, 30, 0, TimeSpan.Zero);

    public static readonly Persona Measurer = new("秤星", "冷静、克制，凡事先问数据从哪来", ["实验", "测量"])
    {
        Stance = "没有测量就没有争论的资格",
        Length = "short",
        Catchphrases = ["样本多大？", "先量一量"],
    };

    public static readonly Persona English = new("Libra", "dry and exact", ["clocks", "measurement"], "en-GB")
    {
        Stance = "Nothing is settled until it has been measured.",
        Catchphrases = ["How many did you count?", "Measure first"],
        Humour = 3,
        Sharpness = 8,
        Asking = 6,
        Quoting = 0,
    };

    public static readonly QuotedCommunity Community = new("思辨", "把话说透的地方", "一、对事不对人。\n二、引用要准。");

    public static readonly QuotedPost Post = new("p1", "青萍", "遗忘是不是一种能力", "人记得太多，就走不动。遗忘替我们减重。",
        ["记忆", "哲学"], Time);

    public static PromptLibrary Library => PromptLibrary.Load(Folder);

    public static QuotedComment Comment(string body, string author = "阿齐", string id = "c1") =>
        new(id, null, author, body, Time.AddMinutes(5));

    public static ReplyContext ToPost(Persona? persona = null, QuotedPost? post = null,
        params IReadOnlyList<QuotedComment> others) =>
        new(persona ?? Measurer, Community, post ?? Post, [], [], others, null, 0);

    public static ReplyContext ToComment(QuotedComment target, Persona? persona = null) =>
        ToPost(persona) with { Target = target };

    /// <summary>The context with all that an agent can remember.</summary>
    public static PromptContext Remembering(PromptContext context) => context with
    {
        Recalled =
        [
            new RecalledNote(
                "t1-r1", "t1-c4", "钟表为何要准", NoteKind.Promise, "青萍", "答应青萍，下次带四十人的名单来。", Time.AddDays(-7)),
            new RecalledNote(
                "t2-r1", "t2-c1", "On keeping time", NoteKind.Joke, "阿齐",
                "A Qi says his watch is right twice a day.", Time.AddDays(-3)),
        ],
        Relationships =
        [
            new QuotedRelationship("青萍", 0.9, -0.4, Time.AddDays(-1)),
            new QuotedRelationship("阿齐", 0.3, 0.7, Time.AddDays(-3)),
        ],
        WornOpenings = ["样本多大", "先量一量"],
    };

    private static string PromptsOf([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "prompts"));
}
