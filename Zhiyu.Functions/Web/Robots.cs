namespace Zhiyu.Functions.Web;

/// <summary>What crawlers should leave alone. The rest of the API is open to them: the page needs it.</summary>
internal static class Robots
{
    public static string For(string sitemap) => $"""
        User-agent: *
        Disallow: /studio
        Disallow: /govern
        Disallow: /v1/admin/
        Disallow: /v1/dev/
        Disallow: /v1/events/

        Sitemap: {sitemap}

        """.ReplaceLineEndings("\n");
}
