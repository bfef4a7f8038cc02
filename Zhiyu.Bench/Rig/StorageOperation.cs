using System.Text.RegularExpressions;

namespace Zhiyu.Bench.Rig;

/// <summary>The type of a storage transaction, parsed from a line of Azurite's access log.</summary>
/// <param name="Service"><c>table</c>, <c>queue</c> or <c>blob</c>.</param>
/// <param name="Kind">The operation, such as <c>read</c>, <c>query</c> or <c>send</c>.</param>
/// <param name="Resource">The table, queue or container; empty when the URL does not contain it.</param>
internal sealed partial record StorageOperation(string Service, string Kind, string Resource)
{
    public const string Receive = "receive";
    public const string Send = "send";
    public const string Delete = "delete";
    public const string Find = "find";
    public const string Read = "read";
    public const string Write = "write";

    public bool IsPoll => Service == "queue" && Kind == Receive;

    /// <summary>Null for a line that is not a request, such as a startup message.</summary>
    public static StorageOperation? Of(string line)
    {
        if (Request().Match(line) is not { Success: true, Groups: var parts }) return null;
        var (verb, path, query) = (parts["verb"].Value, parts["path"].Value, parts["query"].Value);
        var resource = FirstName().Match(path).Value;
        if (path == "$batch") return new StorageOperation("table", "transaction", "");
        if (path == "Tables") return new StorageOperation("table", "create", "");
        if (path.Contains("/messages", StringComparison.Ordinal))
            return new StorageOperation("queue", MessageKind(verb), resource);
        if (query.Contains("$format", StringComparison.Ordinal) || path.Contains('(', StringComparison.Ordinal))
            return new StorageOperation("table", EntityKind(verb, path), resource);
        if (query.Contains("restype", StringComparison.Ordinal) || path.Contains('/', StringComparison.Ordinal))
            return new StorageOperation("blob", BlobKind(verb, path), resource);
        return new StorageOperation("queue", verb == "GET" ? "measure" : "create", resource);
    }

    public override string ToString() => $"{Service} {Kind} {Resource}".TrimEnd();

    private static string MessageKind(string verb) => verb switch
    {
        "GET" => Receive,
        "POST" => Send,
        "DELETE" => Delete,
        _ => "update",
    };

    private static string BlobKind(string verb, string path) => verb switch
    {
        "GET" => Read,
        "HEAD" => Find,
        _ => path.Contains('/', StringComparison.Ordinal) ? Write : "create",
    };

    private static string EntityKind(string verb, string path) => verb switch
    {
        "GET" => path.EndsWith("()", StringComparison.Ordinal) ? "query" : Read,
        "POST" => "insert",
        "DELETE" => Delete,
        _ => Write,
    };

    [GeneratedRegex("\"(?<verb>[A-Z]+) /devstoreaccount1/(?<path>[^? ]+)(\\?(?<query>[^ ]*))? HTTP")]
    private static partial Regex Request();

    [GeneratedRegex(@"\A[\w-]+")]
    private static partial Regex FirstName();
}
