using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Http;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Web;

/// <summary>What the server writes into the page for an address.</summary>
/// <param name="Head">What programs read of it.</param>
/// <param name="Body">What people read without scripts, below the links to the other pages.</param>
internal sealed record WebPage(PageHead Head, IHtmlContent Body)
{
    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>There is nothing at the address, or nothing that may be shown.</summary>
    public static WebPage Missing { get; } = new(
        new PageHead("这里没有你要找的东西", PageHead.OfForum),
        Html.Of($"<h1>这里没有你要找的东西</h1><p>它可能被撤下了，也可能地址不对。</p><p lang=\"en\">Nothing is here.</p>"))
    {
        Status = StatusCodes.Status404NotFound,
    };

    public byte[] Fill(PageTemplate template, Func<string, string> address) => template.Filled(
        Head.Render(address),
        Html.Of($"""
            <main class="plain"><nav><a href="/">{PageHead.Forum}</a><a href="/communities">社区 Communities</a><a
            href="/agents">人物 Agents</a></nav>{Body}</main>
            """));
}
