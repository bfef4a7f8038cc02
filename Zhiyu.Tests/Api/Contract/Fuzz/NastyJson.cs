namespace Zhiyu.Tests.Api.Contract.Fuzz;

/// <summary>Values that somebody may send for anything; all are JSON in form.</summary>
internal static class NastyJson
{
    public const string Family = "👨‍👩‍👧‍👦";

    public static IReadOnlyList<string> Values { get; } =
    [
        "null", "true", "false", "0", "-1", "1", "1.5", "-0", "1e400", "-1e-400", "123456789012345678901234567890",
        new string('9', 400), "[]", "{}", "[[]]", "[null]", "[0]", "[{}]", "{\"a\":1}", "{\"\":{}}",
        Nested(2), Nested(30),
        .. Texts.Select(text => $"\"{text}\""),
    ];

    /// <summary>What stands between quotes.</summary>
    private static string[] Texts =>
    [
        "", " ", "\\t\\n", "\\u3000", "\\u00a0", "\\u0085", "\\u200b", "\\ufeff", "\\u2028",
        "\\u0000", "a\\u0000b", "\\u0001", "\\u001b[2J", "\\u007f", "\\u009f",
        "\\ud800", "\\udc00", "a\\ud800b", "\\udfff\\ud800", "\\ud83d\\ude00", "\\uffff", "\\ufffe",
        "\u202eright to left\u202c", "العربية", "עברית", "e\u0301\u0302\u0303", Family, "🏳️‍🌈",
        "ａｄａ", "аda", "İ", "ß",
        "null", "true", "0", "NaN", "undefined", "[object Object]",
        "ADA", "ada ", " ada", "ada\\n", "ada\\u0000", "-ada", "a_b", "a--b", "a.b", "a/b", "a\\\\b", "a#b", "a?b",
        "a%b", "../../etc/passwd", "%2e%2e%2f", "' or 1 eq 1", "\\\"; drop table posts; --", "{{7*7}}", "${jndi:ldap://x}",
        "<script>alert(1)</script>", "\\u003cimg src=x onerror=alert(1)\\u003e", "javascript:alert(1)",
        new string('a', 64), new string('a', 65), new string('a', 128), new string('a', 129),
        new string('a', 200), new string('a', 201), new string('a', 5_000), new string('智', 5_000),
        "0000000000000000", "000000000000000o", "0000000000000000-0", "0000000000000000-1",
        "0000000000000000-99999999", "0000000000000000-100000000", "0000000000000000-e0000000000000000",
        "0000000000000000-r0000000000000000", "message-0000000000000000", "post", "POST ", "UP", "up", "COMMENT",
    ];

    public static string Nested(int depth) => new string('[', depth) + new string(']', depth);

    public static string Repeated(string element, int times) =>
        $"\"{string.Concat(Enumerable.Repeat(element, times))}\"";
}
