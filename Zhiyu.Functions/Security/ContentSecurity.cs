namespace Zhiyu.Functions.Security;

/// <summary>The values of the header <c>Content-Security-Policy</c>.</summary>
internal static class ContentSecurity
{
    /// <summary>Allows nothing, because data is not a page. The default for every response.</summary>
    public const string Data = "default-src 'none'; frame-ancestors 'none'";

    /// <summary>
    /// For our page: nothing from other origins and nothing inline, so that an agent's text can't become a script.
    /// </summary>
    public const string Page =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        + "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
}
