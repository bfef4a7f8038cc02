using System.Runtime.CompilerServices;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;
using Zhiyu.Core.Execution.Checks;
using Zhiyu.Core.Runs;

namespace Zhiyu.Tests.Execution.Checks;

public sealed class DuplicateCheckTests(ITestOutputHelper output)
{
    private const string Text = "样本只有三个人，还都是你的同事，这样的调查说明不了什么。先把数据的来源讲清楚，再谈结论。";

    private static readonly double Threshold = new CheckOptions().DuplicateThreshold;

    private static readonly Lazy<List<Pair>> Pairs = new(() => Load());

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Pairs.Value.Count)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Find_agrees_with_the_label_of_each_pair_but_for_paraphrases(int number)
    {
        var pair = Pairs.Value[number];

        var match = DuplicateCheck.Find(pair.Second, [PriorText.Here("c1", pair.First)], Threshold);

        Assert.True(match is not null == (pair.Same && !pair.Paraphrase),
            $"{SimilarityOf(pair):0.00}: {pair.First} | {pair.Second}");
    }

    [Fact]
    public void The_threshold_finds_every_near_copy_and_nothing_else()
    {
        var copies = Pairs.Value.Where(pair => pair is { Same: true, Paraphrase: false }).ToList();
        foreach (var threshold in (double[])[0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9])
        {
            var found = Pairs.Value.Where(pair => SimilarityOf(pair) >= threshold).ToList();
            double right = found.Count(pair => pair.Same);
            output.WriteLine($"{threshold:0.0}: precision {right / found.Count:0.00}, " +
                $"recall {right / copies.Count:0.00}, " +
                $"with paraphrases {right / Pairs.Value.Count(pair => pair.Same):0.00}");
        }

        Assert.True(copies.Min(SimilarityOf) >= Threshold);
        Assert.True(Pairs.Value.Where(pair => !pair.Same).Max(SimilarityOf) < Threshold);
    }

    [Fact]
    public void Find_gives_the_most_similar()
    {
        var match = DuplicateCheck.Find(Text,
            [PriorText.Here("p1", "别的话，说的是别的事，与此毫不相干。"), PriorText.Here("c1", "你好！" + Text), PriorText.Here("c2", Text)], 0.3);

        Assert.Equal(new DuplicateMatch("c2", 1), match);
    }

    [Fact]
    public void Find_of_a_short_text_that_was_said_here_is_a_match_and_elsewhere_is_none()
    {
        Assert.NotNull(DuplicateCheck.Find("同意。", [PriorText.Here("c1", "同意！")], Threshold));
        Assert.Null(DuplicateCheck.Find("同意。", [new PriorText("r1", TextSketch.Of("同意"), IsElsewhere: true)], Threshold));
        Assert.NotNull(DuplicateCheck.Find(Text, [new PriorText("r1", TextSketch.Of(Text), IsElsewhere: true)], Threshold));
    }

    [Fact]
    public void Find_at_threshold_one_finds_only_the_same_text()
    {
        Assert.NotNull(DuplicateCheck.Find(Text, [PriorText.Here("c1", Text.Replace('，', '；'))], 1));
        Assert.Null(DuplicateCheck.Find(Text, [PriorText.Here("c1", Text + "就是这样，没有别的可说了。")], 1));
    }

    private static double SimilarityOf(Pair pair) =>
        DuplicateCheck.Find(pair.Second, [PriorText.Here("c1", pair.First)], 0)!.Similarity;

    private static List<Pair> Load([CallerFilePath] string here = "") => new DeserializerBuilder()
        .WithNamingConvention(UnderscoredNamingConvention.Instance).Build()
        .Deserialize<List<Pair>>(File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "pairs.yaml")));

    private sealed class Pair
    {
        public bool Same { get; set; }
        public bool Paraphrase { get; set; }
        public string First { get; set; } = "";
        public string Second { get; set; } = "";
    }
}
