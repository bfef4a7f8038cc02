using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using YamlDotNet.Serialization;
using Zhiyu.Core.Text;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Web.Rendering;

/// <summary>The server reads a text as the page renders it, and both have the same bounds.</summary>
public sealed partial class RenderingTests
{
    // What a renderer takes far longer for than its length would tell, if it is not built with care.
    private static readonly Dictionary<string, Func<int, string>> Hostile = new()
    {
        ["ordered lists"] = size => Many("1. ", size),
        ["lists"] = size => Many("- ", size),
        ["quotes"] = size => Many("> ", size),
        ["all of them"] = size => Many("> - 1. ", size),
        ["lists by indentation"] = Indented,
        ["columns"] = size => $"{Many("|a", size / 2)}|\n{Many("|-", size / 2)}|\n",
        ["cells"] = size => $"{Many("|a", 80)}|\n{Many("|-", 80)}|\n{Many("|\n", size)}",
        ["images in images"] = size => $"{Many("![", size / 3)}a{Many("](u)", size * 2 / 3)}",
        ["links in links"] = size => $"{Many("[", size / 4)}a{Many("](u)", size * 3 / 4)}",
        ["links that never end"] = size => Many("[a](", size),
        ["brackets"] = size => Many("[", size),
        ["emphasis in emphasis"] = size => $"{Many("**a ", size / 2)}{Many(" a**", size / 2)}",
        ["emphasis that never ends"] = size => Many("*a _b ", size),
        ["stars and dashes"] = size => Many("*_", size),
        ["crossed emphasis"] = size => Many("*a_ ", size),
        ["marks beside Chinese"] = size => Many("*。", size),
        ["backticks"] = Backticks,
        ["headings"] = size => Many("a\n-\n", size),
        ["lazy lines"] = size => $"{Many("> ", 40)}{Many("a\n", size)}",
        ["entities"] = size => Many("&#20320;", size),
        ["half entities"] = size => Many("&#x", size),
        ["tags"] = size => Many("<a x=\"", size),
        ["comments"] = size => Many("<!--", size),
        ["addresses"] = size => Many("http://a.b/", size),
        ["definitions"] = size => string.Concat(Enumerable.Range(0, size / 9).Select(number => $"[{number}]: b\n")),
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_page_shows_what_the_fixtures_say_and_the_server_reads_the_same()
    {
        var fixtures = Fixtures();

        var page = await PageRenderer.RenderAsync([.. fixtures.Select(each => each[0])], Token);

        foreach (var (fixture, rendered) in fixtures.Zip(page.Answers))
        {
            var (markdown, shown) = (fixture[0], Bare(fixture[1]));
            var forms = TextVariants.Of(markdown);
            Assert.Equal((markdown, shown), (markdown, Bare(rendered.Shown)));
            Assert.Equal((markdown, shown), (markdown, Bare(Text(markdown))));
            Assert.Equal((markdown, Bare(rendered.Listed)), (markdown, Bare(forms.Listed)));
            // The server writes them as they are, the page escapes what HTML and addresses want escaped.
            Assert.Subset(
                forms.Shown.Split('\n').Select(Uri.UnescapeDataString).ToHashSet(),
                rendered.Links.Where(link => !rendered.Shown.Contains(link, StringComparison.Ordinal))
                    .Select(Uri.UnescapeDataString).ToHashSet());
        }
    }

    // Of tables the two libraries do not always think the same, and a number in cells is found either way.
    [Fact]
    public async Task What_is_made_of_marks_at_random_is_read_as_it_is_shown()
    {
        var random = Some.Random(21);
        string[] pieces =
        [
            "a", "b ", "1", "138", "你", "这 ", "。", "“", "”", "é", "😀", "*", "**", "_", "__", "~~", "`", "``", "[",
            "](http://a.b)", "![", "(", ")", "<", ">", "<http://c.d>", "&#20320;", "&amp;", "&#x31;", "&nbsp;", "\\",
            "\\*", "\\[", "\n", "\n\n", "> ", "- ", "1. ", "# ", "```\n", "    ", "http://e.f/g ", " ", " ", ".", "!",
            ":", "-",
        ];
        var texts = Enumerable.Range(0, 3_000)
            .Select(_ => string.Concat(random.GetItems(pieces, random.Next(1, 14))))
            .ToList();

        var page = await PageRenderer.RenderAsync(texts, Token);

        var differing = texts.Zip(page.Answers)
            .Where(pair => Bare(pair.Second.Shown) != Bare(Text(pair.First))).ToList();
        // A few marks are paired in other ways; moderation reads the texts without marks, too.
        Assert.InRange(differing.Count, 0, texts.Count / 200);
        Assert.InRange(
            differing.Count(pair =>
                WithoutMarks(Bare(pair.Second.Shown)) != WithoutMarks(Bare(Text(pair.First)))),
            0,
            texts.Count / 1_000);
    }

    [Fact]
    public async Task The_work_that_a_text_takes_grows_with_its_length_alone()
    {
        const int Size = 4_000;
        const int Growth = 4;
        var names = Hostile.Keys.ToList();
        var texts = names.SelectMany(name => new[] { Hostile[name](Size), Hostile[name](Size * Growth) }).ToList();

        var answers = (await PageRenderer.RenderAsync(texts, Token, countWork: true)).Answers;

        foreach (var (place, pair) in answers.Chunk(2).Index())
        {
            var (work, more) = (pair[0].Work, pair[1].Work);
            Assert.True(more < 1.5 * Growth * work, $"{names[place]}: {work} and {more} steps");
            Assert.InRange(more, 1, 800L * Size * Growth);
            Assert.InRange(pair[1].Elements, 0, 2 * Size * Growth);
        }
    }

    [Theory]
    [InlineData("1. ", 3_333)]
    [InlineData("> ", 5_000)]
    [InlineData("- ", 21)]
    [InlineData("> ", 21)]
    public async Task What_nests_too_deep_is_shown_plain_and_refused_by_the_server(string mark, int times)
    {
        var (beyond, within) = ($"{Many(mark, mark.Length * times)}a", $"{Many(mark, mark.Length * 20)}a");

        var page = await PageRenderer.RenderAsync([beyond, within], Token);

        Assert.Equal([true, false], page.Answers.Select(answer => answer.IsPlain));
        Assert.Equal("must not nest more than 20 lists, quotes, emphasis and links", Fault(beyond));
        Assert.Null(MarkdownReading.FaultOf(within));
    }

    [Theory]
    [InlineData(3_300, 0, false)]
    [InlineData(51, 0, false)]
    [InlineData(50, 38, true)]
    [InlineData(50, 40, false)]
    [InlineData(2, 998, true)]
    [InlineData(2, 1_000, false)]
    public async Task Tables_have_bounds_too(int columns, int rows, bool areWithin)
    {
        var table = $"{Many("|a", 2 * columns)}|\n{Many("|-", 2 * columns)}|\n{Many("|b\n", 3 * rows)}";

        var page = await PageRenderer.RenderAsync([table], Token);

        Assert.Equal((areWithin, areWithin), (!page.Answers[0].IsPlain, MarkdownReading.FaultOf(table) is null));
        if (!areWithin)
            Assert.Equal("must have tables of at most 50 columns and 2000 cells", Fault(table));
    }

    [Fact]
    public async Task The_page_and_the_server_have_the_same_bounds()
    {
        var bounds = (await PageRenderer.RenderAsync([], Token)).Bounds;

        Assert.Equal(
            new RenderBounds(
                TextLimit.PostBody.Chars,
                MarkdownReading.MaxNesting,
                MarkdownReading.MaxColumns,
                MarkdownReading.MaxCells),
            bounds);
    }

    [Theory]
    [InlineData("&#8203;")]
    [InlineData("&nbsp; &#x2800;")]
    [InlineData("[a]: http://b.example")]
    [InlineData("> \n> -")]
    public void A_text_of_which_the_page_shows_nothing_is_blank(string markdown) =>
        Assert.Equal("must not be blank", MarkdownReading.FaultOf(markdown));

    [Theory]
    [InlineData("[](http://a.b)")]
    [InlineData("![](http://a.b)")]
    [InlineData("a\n\n---")]
    public void A_text_of_which_it_shows_something_is_not(string markdown) =>
        Assert.Null(MarkdownReading.FaultOf(markdown));

    [Fact]
    public void No_text_is_too_intricate_for_the_server_to_say_so() =>
        Assert.All(Hostile.Values, hostile => MarkdownReading.Of(hostile(20_000)));

    private static string Fault(string markdown) =>
        Assert.IsType<MarkdownReading.Beyond>(MarkdownReading.Of(markdown)).Fault;

    private static string Text(string markdown) =>
        MarkdownReading.Of(markdown) is MarkdownReading.Shown shown ? shown.Text : markdown;

    private static string Many(string piece, int size) =>
        string.Concat(Enumerable.Repeat(piece, (size / piece.Length) + 1))[..size];

    private static string Indented(int size)
    {
        var text = new System.Text.StringBuilder();
        for (var depth = 0; text.Length < size; depth++) text.Append(' ', 2 * depth).Append("- a\n");
        return text.ToString(0, size);
    }

    private static string Backticks(int size)
    {
        var text = new System.Text.StringBuilder();
        for (var length = 1; text.Length < size; length++) text.Append('`', length).Append('a');
        return text.ToString(0, size);
    }

    private static string Bare(string text) => Blank.Replace(text, "");

    private static string WithoutMarks(string text) => string.Concat(text.Where(c => !"*_~`".Contains(c)));

    private static List<string[]> Fixtures([CallerFilePath] string here = "") =>
        new DeserializerBuilder().Build().Deserialize<List<string[]>>(
            File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "shown.yaml")));

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank { get; }
}
