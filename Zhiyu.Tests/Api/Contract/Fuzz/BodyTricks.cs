using System.Text;
using System.Text.Json.Nodes;

namespace Zhiyu.Tests.Api.Contract.Fuzz;

/// <summary>What can be done to a body.</summary>
internal static class BodyTricks
{
    public static IEnumerable<FuzzRequest> Of(ContractOperation operation, FuzzForum forum, Random random) =>
    [
        .. Fields(operation, forum),
        .. Bounds(operation, forum),
        .. Names(operation, forum),
        .. Mixtures(operation, forum, random),
        .. Shapes(operation, forum, random),
        .. Media(operation, forum),
    ];

    private static FuzzRequest With(FuzzRequest good, string trick, RawBody body, string? names = null)
    {
        var isBad = !ContractSchemas.Takes(good.Operation, body.Text);
        var unsaid = PropertiesOf(good.Operation).Where(property => !ContractDocument.Current.SaysAll(property.Value))
            .Select(property => property.Key);
        return good with
        {
            Trick = trick,
            Body = body.Bytes,
            IsBad = isBad,
            IsTaken = !isBad && !unsaid.Any(),
            Names = isBad ? names : null,
        };
    }

    private static IEnumerable<FuzzRequest> Fields(ContractOperation operation, FuzzForum forum) =>
        from name in PropertiesOf(operation).Select(property => property.Key)
        from value in NastyJson.Values
        let body = forum.GoodBody(operation).With(name, value)
        select With(forum.Good(operation), $"{name} is something else", body, NamedBy(name));

    private static IEnumerable<FuzzRequest> Bounds(ContractOperation operation, FuzzForum forum)
    {
        foreach (var (name, property) in PropertiesOf(operation))
        {
            var item = property!["items"] as JsonObject;
            var most = (int?)property["maxLength"] ?? (int?)item?["maxLength"] ?? 0;
            var lengths = from length in most == 0 ? [] : new[] { most - 1, most, most + 1 }
                          from element in most > 1_000 ? ["a", "智"] : new[] { "a", "智", NastyJson.Family }
                          select NastyJson.Repeated(element, length);
            var values = item is null
                ? lengths
                : lengths.Select(text => $"[{text}]").Concat(
                    from more in new[] { -1, 0, 1 }
                    select Many((int)property["maxItems"]! + more));
            foreach (var value in values)
                yield return With(
                    forum.Good(operation), $"{name} at its bound", forum.GoodBody(operation).With(name, value), name);
        }
    }

    private static IEnumerable<FuzzRequest> Names(ContractOperation operation, FuzzForum forum)
    {
        var good = forum.Good(operation);
        foreach (var name in PropertiesOf(operation).Select(property => property.Key))
        {
            var body = forum.GoodBody(operation);
            var value = body.Fields.Single(field => field.Name == name).Json;
            yield return With(good, $"no {name}", body.Without(name), name);
            foreach (var other in (string[])
                [name.ToUpperInvariant(), $"{name} ", $"{name}\\u0000", $"\\ufeff{name}", $"{name}[]"])
            {
                var misspelt = forum.GoodBody(operation).Without(name).Plus(other, value);
                yield return With(good, $"{name} misspelt", misspelt, name);
            }

            yield return Twice(good, forum.GoodBody(operation).Plus(name, value), name);
            yield return Twice(good, forum.GoodBody(operation).Plus(name, "null"), name);
            yield return Twice(good, forum.GoodBody(operation).Plus($"\\u{(int)name[0]:x4}{name[1..]}", value), name);
        }

        foreach (var name in (string[])
            ["extra", "", "__proto__", "constructor", "$ref", "智", "\\ud83d\\ude00", "id", new('n', 10_000)])
        foreach (var value in (string[])["1", "null", "\"\\ud800\"", NastyJson.Nested(30), "1e999"])
            yield return With(good, "a field more", forum.GoodBody(operation).Plus(name, value));
        yield return good with
        {
            Trick = "a name that is half a character",
            Body = forum.GoodBody(operation).Plus("\\ud800", "1").Bytes,
            IsBad = true,
        };
    }

    private static FuzzRequest Twice(FuzzRequest good, RawBody body, string name) =>
        good with { Trick = $"{name} twice", Body = body.Bytes, IsBad = true, Names = name };

    private static IEnumerable<FuzzRequest> Mixtures(ContractOperation operation, FuzzForum forum, Random random)
    {
        var names = PropertiesOf(operation).Select(property => property.Key).ToArray();
        for (var round = 0; round < 60; round++)
        {
            var body = forum.GoodBody(operation);
            foreach (var name in random.GetItems(names, random.Next(1, 4)))
                body = random.Next(5) == 0
                    ? body.Without(name)
                    : body.With(name, NastyJson.Values[random.Next(NastyJson.Values.Count)]);
            yield return With(forum.Good(operation), "several things are something else", body);
        }
    }

    private static IEnumerable<FuzzRequest> Shapes(ContractOperation operation, FuzzForum forum, Random random)
    {
        var good = forum.Good(operation);
        var text = forum.GoodBody(operation).Text;
        var bytes = good.Body!;
        FuzzRequest Bad(string trick, params byte[] body) =>
            good with { Trick = trick, Body = body, IsBad = true, Names = "$" };

        foreach (var shape in Malformed(text)) yield return Bad("no JSON object", Encoding.UTF8.GetBytes(shape));
        if (operation.IsBodyRequired) yield return Bad("no body");
        for (var round = 0; round < 12; round++)
            yield return Bad("cut off", bytes[..random.Next(1, bytes.Length)]);
        foreach (var foreign in NoUtf8)
        {
            var place = random.Next(1, bytes.Length);
            yield return Bad("no UTF-8", [.. bytes[..place], .. foreign, .. bytes[place..]]);
        }

        foreach (var encoding in (Encoding[])[Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32])
            yield return Bad(encoding.WebName, encoding.GetBytes(text));
        yield return Bad("a byte order mark", [0xef, 0xbb, 0xbf, .. bytes]);
        yield return Bad("too large", new byte[1024 * 1024 + 1]) with { Names = null };
        yield return good with
        {
            Trick = "blanks around it",
            Body = [.. Enumerable.Repeat((byte)' ', 100_000), .. bytes],
        };
        for (var round = 0; round < 8; round++)
        {
            var noise = new byte[random.Next(1, 300)];
            random.NextBytes(noise);
            yield return Bad("noise", [0xfe, .. noise]);
        }
    }

    private static byte[][] NoUtf8 =>
        [[0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf5, 0x80, 0x80, 0x80], [0x80], [0xe6, 0x99]];

    private static string Many(int count) =>
        $"[{string.Join(',', Enumerable.Range(0, count).Select(number => $"\"{number}\""))}]";

    private static IEnumerable<string> Malformed(string text) =>
    [
        " ", "{", "}", "[", "]", "null", "nul", "true", "\"text\"", "17", "[]", $"[{text}]", text + text, $"{text},",
        $"{text}x", $"// no\n{text}", $"/**/{text}", text.Replace('"', '\''),
        text.Replace("\":", "\"=", StringComparison.Ordinal), text.Replace("{", "{,", StringComparison.Ordinal),
        "\0" + text, text + "\0", NastyJson.Nested(10_000), new string('[', 10_000),
        string.Concat(Enumerable.Repeat("{\"a\":", 10_000)),
        .. Ends.Select(end => $"{text[..^1]},{end}}}"),
    ];

    private static string[] Ends =>
    [
        "", "\"x\":NaN", "\"x\":Infinity", "\"x\":01", "\"x\":+1", "\"x\":0x1", "\"x\":.5", "\"x\":\"\n\"",
        "\"x\":\"\0\"", "\"x\":\"\\x\"", "\"x\":\"\\u12\"", "x:1", $"\"x\":{NastyJson.Nested(32)}", $"\"x\":{NastyJson.Nested(10_000)}",
    ];

    private static IEnumerable<FuzzRequest> Media(ContractOperation operation, FuzzForum forum) =>
        from type in new[]
        {
            null, "", "text/plain", "text/html", "application/xml", "application/jsonp", "application/json-patch+json",
            "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/json; charset=utf-16",
            "application/json; charset=iso-8859-1", "application/json; charset=utf-7", "application/json; charset=",
            "application/json, text/plain", "////", "json", "application/*", "*/*", new string('x', 5_000),
        }
        select forum.Good(operation) with { Trick = "another media type", ContentType = type, IsBad = true };

    private static IEnumerable<KeyValuePair<string, JsonNode?>> PropertiesOf(ContractOperation operation) =>
        ContractDocument.Current.Resolved(operation.BodySchema!)["properties"]!.AsObject();

    // What a target has to be depends on its type, and on what is done to it.
    private static string? NamedBy(string name) => name is "target_type" or "action" ? null : name;
}
