namespace Zhiyu.Tests.Api.Contract.Fuzz;

/// <summary>A request that somebody may come up with.</summary>
/// <param name="Operation">Whose request it was before something was done to it.</param>
/// <param name="Trick">What was done.</param>
/// <param name="Target">Path and query, as they stand on the request line.</param>
internal sealed record FuzzRequest(ContractOperation Operation, string Trick, string Method, string Target)
{
    public byte[]? Body { get; init; }

    public string? ContentType { get; init; } = "application/json";

    /// <summary>Instead of the credentials that the operation asks for.</summary>
    public IReadOnlyList<(string Name, string Value)>? Credentials { get; init; }

    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>Whether it can't but be refused.</summary>
    public bool IsBad { get; init; }

    /// <summary>Whether its body is one that the document takes.</summary>
    public bool IsTaken { get; init; }

    /// <summary>Whether it still is a request of the operation, whatever it is worth.</summary>
    public bool IsRouted { get; init; } = true;

    /// <summary>The field or parameter that the refusal has to name, if it is one alone.</summary>
    public string? Names { get; init; }

    public override string ToString() => $"{Operation} ({Trick}): {Method} {Cut(Target)} {Cut(BodyText)}";

    private string BodyText => Body is null ? "" : System.Text.Encoding.UTF8.GetString(Body);

    private static string Cut(string text) => text.Length > 200 ? $"{text[..200]}… ({text.Length})" : text;
}
