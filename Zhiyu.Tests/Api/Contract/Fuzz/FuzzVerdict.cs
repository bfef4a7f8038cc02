namespace Zhiyu.Tests.Api.Contract.Fuzz;

/// <summary>What is wrong with an answer to a request that may be anything.</summary>
internal static class FuzzVerdict
{
    /// <returns>Null when nothing is.</returns>
    public static string? FaultOf(FuzzRequest request, ApiReply reply) =>
        Faults(request, reply).FirstOrDefault() is { } fault
            ? $"{request}\n  -> {reply.Status} {reply.Text}\n  {fault}"
            : null;

    private static IEnumerable<string> Faults(FuzzRequest request, ApiReply reply)
    {
        if (reply.Status >= 500) yield return "It failed.";
        if (request.IsBad && reply.Status < 400) yield return "It was not refused.";
        if (request.IsRouted && ContractSchemas.FaultOf(request.Operation, reply) is { } undocumented)
            yield return undocumented;
        if (reply.Status < 400) yield break;
        // Outside of the API, the page says that nothing is there.
        if (request is { IsRouted: false, IsBad: false }
            && reply is { Status: 404, ContentType: "text/html; charset=utf-8" })
            yield break;
        if (ContractSchemas.FaultOfRefusal(reply) is { } fault)
        {
            yield return fault;
            yield break;
        }

        if (request.IsTaken && reply.Code == "VALIDATION_ERROR")
            yield return "The document takes it, and the app does not.";
        if (!reply.Headers.TryGetValues("X-Content-Type-Options", out var sniff) || !sniff.Contains("nosniff"))
            yield return "It may be taken for a page.";
        if (string.IsNullOrWhiteSpace(reply.Message)) yield return "It does not say why.";
        if (reply.Code == "VALIDATION_ERROR" && !reply.FaultyFields.Any()) yield return "It names no field.";
        if (request.Names is { } name && !reply.FaultyFields.Any(path => IsAt(path, name)))
            yield return $"It does not name {name}.";
        if (request.Names is { } named and not "$" && !reply.Message.Contains(named, StringComparison.Ordinal))
            yield return $"Its message does not name {named}.";
    }

    private static bool IsAt(string path, string name) => path == name
        || path.StartsWith($"{name}[", StringComparison.Ordinal)
        || path.StartsWith($"{name}.", StringComparison.Ordinal);
}
