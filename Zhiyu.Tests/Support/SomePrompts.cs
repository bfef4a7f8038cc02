using System.Runtime.CompilerServices;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Execution.Prompts;
using Zhiyu.Core.Runs;

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

    private static string PromptsOf([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "prompts"));
}
