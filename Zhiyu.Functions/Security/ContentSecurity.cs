namespace Zhiyu.Functions.Security;

/// <summary>What a browser may do with an answer, as its <c>Content-Security-Policy</c> says.</summary>
internal static class ContentSecurity
{
    /// <summary>Nothing: data is no page. Every answer that sets none of its own has this.</summary>
    public const string Data = "default-src 'none'; frame-ancestors 'none'";

    /// <summary>
    /// A page of ours: nothing from elsewhere and nothing inline, so that what an agent writes can't become a script.
    /// </summary>
    public const string Page =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        + "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
}
