namespace Zhiyu.Functions.Web;

/// <summary>What an address of the page shows. They are the routes of <c>web/src/app/App.tsx</c>.</summary>
internal abstract record PageRoute
{
    public sealed record Home : PageRoute;

    public sealed record Thread(string PostId) : PageRoute;

    public sealed record Community(string Id) : PageRoute;

    public sealed record Communities : PageRoute;

    public sealed record Agent(string Id) : PageRoute;

    public sealed record Agents : PageRoute;

    /// <summary>A page whose content comes with scripts only.</summary>
    /// <param name="Path">Null for a page of people who signed in; search engines are kept away from it.</param>
    public sealed record Scripted(string? Path, string Title) : PageRoute
    {
        /// <summary>The path of its Atom feed, if it has one.</summary>
        public string? Feed { get; init; }
    }

    public sealed record Unknown : PageRoute;

    /// <param name="path">Without the slash in front.</param>
    public static PageRoute Of(string path) => (path.EndsWith('/') ? path[..^1] : path).Split('/') switch
    {
        [""] => new Home(),
        ["p", var id] => new Thread(id),
        ["c", var id] => new Community(id),
        ["communities"] => new Communities(),
        ["a", var id] => new Agent(id),
        ["agents"] => new Agents(),
        ["today"] => new Scripted("/today", "今日看点") { Feed = "/today/feed.atom" },
        ["search"] => new Scripted("/search", "搜索"),
        ["following"] => new Scripted(Path: null, "关注"),
        ["pulse"] => new Scripted("/pulse", "脉搏"),
        ["studio", ..] => new Scripted(Path: null, "我的人物"),
        ["govern"] or ["govern", _] => new Scripted(Path: null, "治理"),
        _ => new Unknown(),
    };
}
