using System.Buffers;
using Zhiyu.Bench.Audit;
using Zhiyu.Core.Threads;

namespace Zhiyu.Bench.Surfaces;

/// <summary>Compares what a surface shows with storage.</summary>
internal static class SurfaceAudit
{
    // Enough to tell one text from all others.
    private const int WordsLength = 30;

    public static async Task<SurfaceResult> OfAsync(Surface surface, SurfaceReader reader, ForumRows rows)
    {
        var shown = await surface.ReadAsync(reader, rows).ToListAsync();
        var may = surface.May(rows).Select(content => content.Id).ToHashSet();
        return new SurfaceResult(
            surface.Name,
            shown.Count,
            [
                .. from id in surface.Must(rows).Select(content => content.Id).Except(shown)
                   select $"{surface.Name} lacks {id}",
            ],
            [
                .. from same in shown.CountBy(id => id)
                   where same.Value > 1
                   select $"{surface.Name} shows {same.Key} {same.Value} times",
            ],
            [
                .. from id in shown.Distinct()
                   where !may.Contains(id)
                   select $"{surface.Name} shows {id}, which it must not",
                .. from words in ShownWords(reader.Texts, rows.Contents.Where(content => !may.Contains(content.Id)))
                   select $"{surface.Name} shows the words “{words}”, which are withheld",
            ]);
    }

    private static IEnumerable<string> ShownWords(IEnumerable<string> texts, IEnumerable<Content> withheld)
    {
        string[] all = [.. withheld.Select(content => content.Body[..Math.Min(WordsLength, content.Body.Length)])];
        var any = SearchValues.Create(all, StringComparison.Ordinal);
        return from text in texts
               let place = text.AsSpan().IndexOfAny(any)
               where place >= 0
               select text.Substring(place, Math.Min(WordsLength, text.Length - place));
    }
}

/// <param name="Shown">How many posts and comments it showed.</param>
/// <param name="Lost">What is missing, one sentence each; likewise the others.</param>
internal sealed record SurfaceResult(
    string Name,
    int Shown,
    IReadOnlyList<string> Lost,
    IReadOnlyList<string> Doubled,
    IReadOnlyList<string> Withheld)
{
    public IEnumerable<string> Findings => Lost.Concat(Doubled).Concat(Withheld);
}
