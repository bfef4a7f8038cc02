namespace Zhiyu.Tests.Api.Contract.Fuzz;

/// <summary>What can be done to a path, and to its method.</summary>
internal static class PathTricks
{
    private static readonly string[] Ids =
    [
        "x", "~", "-", "_", ".", "..", "...", "%2e", "%2e%2e", "%2e%2e%2f", "%252e%252e", "..;",
        "%20", "%09", "%0a", "%0d%0a", "%2f", "%5c", "%23", "%3f", "%25", "%zz", "%u0041", "%",
        "%c0%ae%c0%ae", "%ff", "%ed%a0%80", "%F0%9F%98%80", "%E6%99%BA", "'", "%27%20or%201%20eq%201", "%22",
        "%3Cscript%3E", "{id}", "%7Bid%7D", "null", "undefined", "0", "-1", "*", "NaN",
        "0000000000000000", "000000000000000o", "0000000000000000-", "0000000000000000-0",
        "0000000000000000-99999999", "0000000000000000-999999999", "0000000000000000-e",
        "0000000000000000-rzzzzzzzzzzzzzzzz", "0000000000000000-ezzzzzzzzzzzzzzzz", "0000000000000000%0a",
        "0000000000000000%20", "ZZZZZZZZZZZZZZZZ", "message-0000000000000000",
        new('a', 65), new('0', 1_000), new('a', 6_000),
    ];

    private static readonly string[] Elsewhere =
    [
        "{0}/extra/more", "{0}x", "{0}%20", "{0};x=1", "{0}.json", "{0}/..%2f..",
        "{0}%2f",
    ];

    // The same place, another one, or none: that is for the server to say.
    private static readonly string[] Around =
    [
        "{0}/", "{0}//", "/.{0}", "/x/..{0}", "{0}/.", "{0}/..", "{0}/../..", "{0}/%2e%2e/%2e%2e", "{0}?", "{0}??",
        "{0}?a=b?c=d", "/v2{0}", "/api{0}", "/x{0}", "/%2f{0}",
    ];

    private static readonly string[] Methods =
        ["GET", "POST", "PUT", "PATCH", "DELETE", "PROPFIND", "FOO", "GETS", "P"];

    public static IEnumerable<FuzzRequest> Of(ContractOperation operation, FuzzForum forum)
    {
        var good = forum.Good(operation);
        foreach (var id in operation.HasId ? Ids : [])
            yield return Off(good, "an id of nothing", FuzzForum.PathOf(operation, id)) with { IsBad = true };
        foreach (var form in Elsewhere)
            yield return Off(good, "a path of nothing", Formed(form, good)) with { IsBad = true };
        foreach (var form in Around)
            yield return Off(good, "a path in other words", Formed(form, good));
        yield return Off(good, "a path in upper case", good.Target.ToUpperInvariant());
        yield return Off(good, "a path in escapes", Escaped(good.Target));
        yield return Off(good, "a long path", $"{good.Target}/{new string('a', 6_000)}") with { IsBad = true };
        yield return Off(good, "a deep path", string.Concat(Enumerable.Repeat("/v1", 1_000))) with { IsBad = true };
        var documented = ContractDocument.Current.Operations.Where(other => other.Path == operation.Path)
            .Select(other => other.Method);
        foreach (var method in Methods.Except(documented))
            yield return Off(good, "another method", good.Target) with { Method = method, IsBad = true };
    }

    private static FuzzRequest Off(FuzzRequest good, string trick, string target) =>
        good with { Trick = trick, Target = target, IsRouted = false };

    private static string Formed(string form, FuzzRequest good) =>
        form.Replace("{0}", good.Target, StringComparison.Ordinal);

    private static string Escaped(string path) =>
        string.Concat(path.Select(c => char.IsAsciiLetterOrDigit(c) ? $"%{(int)c:X2}" : $"{c}"));
}
