namespace Zhiyu.Tests.Api.Contract.Fuzz;

/// <summary>What can be done to a query.</summary>
internal static class QueryTricks
{
    private static readonly Dictionary<string, string[]> Bad = new()
    {
        ["limit"] =
        [
            "", "0", "101", "-1", "-0", "%2B1", "1.0", "1e1", "0x10", "%201", "1%20", "1,2", "ten", "null", "NaN",
            "%00", "2147483648", "99999999999999999999", "%EF%BC%91", "%D9%A1", "1%0a", "'", "%FF", "%",
        ],
        ["cursor"] =
        [
            "!", "%2A", "%00", "a", "nonsense", "NQ==", "NQ%3D%3D", "N%20Q", "LTE", "%FF", "%", "Jwo",
            "..%2f..", "'", "%E6%99%BA", new string('A', 6_000),
        ],
        ["target_id"] = ["A", "..", "a_b", "%00", "runtime", "runtime.off", "0000000000000000", "'"],
        ["format"] = ["xml", "CSV", "json", "csv%00", "1", "'"],
        ["from"] = ["yesterday", "2026-02-30", "2026-3-1", "2026-03-01T08:00:00", "2026-03-01%00", "-1", "'"],
        ["to"] = ["tomorrow", "2026-13-01", "20260301", "2026-03-01T25:00:00Z", "2026-03-01+02:00", "1e9", "'"],
        ["mode"] = ["old", "NEW", "hot,top", "%00", "0", "new%20", "%EF%BD%8Eew", "'"],
        ["range"] = ["year", "TODAY", "today%00", "1", "-1", "'"],
        ["community_id"] =
        [
            "No%20Where", "A", "-a", "a_b", "%00", "a%0a", "..", "a%2fb", "a'%20or%20'1'%20eq%20'1", "%E6%99%BA",
            new string('a', 65), "nowhere",
        ],
    };

    /// <summary>For anything; what comes of them depends on the parameter.</summary>
    private static readonly string[] Odd =
    [
        "{0}", "{0}=&{0}=", "{0}[]=1", "{0}.x=1", "=1", "&&&", "?{0}=1", "{0}%00=1", "%ff=%ff", "{0};x=1", "unknown=1",
    ];

    // Real cursors, each of another list.
    private static readonly string[] Foreign =
    [
        "NQ", "MA", "MTk5", "MTIzNDU2Nzg5", "cGhpbG9zb3BoeQ", "OTk5OTk5OTk5OTk5OTk5OTk5OS0wMDAwMDAwMDAwMDAwMDAw",
        "bWVzc2FnZS0wMDAwMDAwMDAwMDAwMDAw",
    ];

    public static IEnumerable<FuzzRequest> Of(ContractOperation operation, FuzzForum forum)
    {
        var good = forum.Good(operation);
        FuzzRequest Refused(string name, string trick, string query) =>
            With(good, $"{name} {trick}", query) with { IsBad = true, Names = name };

        foreach (var name in operation.QueryNames)
        {
            foreach (var value in Bad.GetValueOrDefault(name, []))
            {
                yield return Refused(name, "is bad", $"{name}={value}");
                yield return Refused(name, "is bad beside others", $"x=1&{name}={value}&y");
            }

            yield return Refused(name, "twice", $"{name}=1&{name}=2");
            yield return Refused(name, "twice the same", $"{name}=a&{name}=a");
        }

        foreach (var name in operation.QueryNames.DefaultIfEmpty("limit"))
        foreach (var odd in Odd)
            yield return With(good, "an odd query", odd.Replace("{0}", name, StringComparison.Ordinal));
        foreach (var cursor in operation.QueryNames.Contains("cursor") ? Foreign : [])
        foreach (var mode in new[] { "", "&mode=hot", "&limit=1" })
            yield return With(good, "a foreign cursor", $"cursor={cursor}{mode}");
    }

    private static FuzzRequest With(FuzzRequest good, string trick, string query) =>
        good with { Trick = trick, Target = $"{good.Target}?{query}" };
}
