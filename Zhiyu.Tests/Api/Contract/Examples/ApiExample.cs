using System.Text.RegularExpressions;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Api.Contract.Examples;

/// <summary>A request and its answer, as <c>docs/api.md</c> shows them.</summary>
/// <param name="Line">Where the request stands.</param>
internal sealed partial record ApiExample(
    int Line,
    string Method,
    string Target,
    IReadOnlyList<(string Name, string Value)> Headers,
    string? Body,
    int Status,
    IReadOnlyList<(string Name, string Value)> AnswerHeaders,
    string? Answer)
{
    public static string File => Repository.PathOf("docs", "api.md");

    public ContractOperation Operation => ContractDocument.Current.Operations.Single(operation =>
        operation.Method == Method && TemplateOf(operation).IsMatch(Target.Split('?')[0]));

    public static IReadOnlyList<ApiExample> ReadAll()
    {
        var blocks = Blocks().ToList();
        return
        [
            .. from pair in blocks.Zip(blocks.Skip(1))
               where !IsAnswer(pair.First.Lines)
               select Parse(pair.First.Line, pair.First.Lines, pair.Second.Lines),
        ];
    }

    private static ApiExample Parse(int line, IReadOnlyList<string> asked, IReadOnlyList<string> answered)
    {
        Assert.True(IsAnswer(answered), $"The request in line {line} of {File} has no answer.");
        var (request, answer) = (Message.Parse(asked), Message.Parse(answered));
        return new ApiExample(
            line, request.Start.Split(' ')[0], request.Start.Split(' ')[1], request.Headers, request.Body,
            int.Parse(answer.Start.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture),
            answer.Headers, answer.Body);
    }

    private static bool IsAnswer(IReadOnlyList<string> lines) => lines[0].StartsWith("HTTP/", StringComparison.Ordinal);

    private static Regex TemplateOf(ContractOperation operation) =>
        new($"^{operation.Path.Replace("{id}", "[^/]+", StringComparison.Ordinal)}$");

    private static IEnumerable<(int Line, IReadOnlyList<string> Lines)> Blocks()
    {
        var lines = System.IO.File.ReadAllLines(File);
        for (var at = 0; at < lines.Length; at++)
        {
            if (lines[at] != "```http") continue;
            var end = Array.IndexOf(lines, "```", at);
            yield return (at + 2, lines[(at + 1)..end]);
        }
    }

    private sealed record Message(string Start, IReadOnlyList<(string Name, string Value)> Headers, string? Body)
    {
        public static Message Parse(IReadOnlyList<string> lines)
        {
            var headers = lines.Skip(1).TakeWhile(line => line.Length > 0).ToList();
            var body = string.Join('\n', lines.Skip(headers.Count + 2));
            return new Message(
                lines[0],
                [.. headers.Select(header => header.Split(": ", 2)).Select(parts => (parts[0], parts[1]))],
                body.Length > 0 ? body : null);
        }
    }
}
