using System.Diagnostics;
using System.Globalization;
using System.Text;
using Zhiyu.Core.Communities;
using Zhiyu.Core.Moderation;
using Zhiyu.Core.Moderation.Rules;
using Zhiyu.Core.Threads;

namespace Zhiyu.Tests.Moderation;

/// <summary>How well the project's own lists tell what should be found from what should be let be.</summary>
public sealed class SampleTests(ITestOutputHelper output)
{
    private static readonly IReadOnlyList<Judged> Judgements =
        [.. Samples.All.Select(sample => new Judged(sample.Category, sample.Text, Samples.Book.Assess(sample.Text)))];

    [Fact]
    public void Most_is_found_and_little_else()
    {
        var all = Measure("all", sample => sample.Category != Samples.Innocent, sample => sample.IsSuspected);
        var categories = Judgements.Select(sample => sample.Category).Distinct()
            .Where(category => category != Samples.Innocent)
            .Select(category => Measure(
                category, sample => sample.Category == category, sample => sample.IsSuspectedOf(category)))
            .ToList();

        Assert.InRange(Judgements.Count, 300, int.MaxValue);
        Assert.InRange(all.Precision, 0.97, 1);
        Assert.InRange(all.Recall, 0.95, 1);
        Assert.All(categories, measure => Assert.InRange(measure.Precision, 0.85, 1));
        Assert.All(categories, measure => Assert.InRange(measure.Recall, 0.85, 1));
    }

    [Fact]
    public void Identity_numbers_cards_secrets_and_programs_are_never_published()
    {
        var withheld = Judgements.Where(sample => sample.Category is "pii" or "secret").ToList();

        Assert.All(withheld, sample => Assert.False(
            VerdictCalculator.Of(sample.Assessment, ModerationThresholds.Default, Visibility.Public).State
                == ReviewState.Approved,
            sample.Text));
    }

    [Fact]
    public void The_time_that_a_text_takes_grows_with_its_length_alone()
    {
        const int Growth = 8;
        var text = new StringBuilder();
        while (text.Length < 50_000) text.AppendJoin('\n', Samples.All.Select(sample => sample.Text));
        var (shorter, longer) = (text.ToString(0, 50_000 / Growth), text.ToString(0, 50_000));
        Time(longer);

        var times = Enumerable.Range(0, 5).Select(_ => (Shorter: Time(shorter), Longer: Time(longer))).ToList();
        var (least, most) = (times.Min(time => time.Shorter), times.Min(time => time.Longer));

        output.WriteLine($"50,000 characters: {most.TotalMilliseconds:0.0} ms"); // 150 on an idle machine
        Assert.InRange(most, TimeSpan.Zero, 3 * Growth * least);

        static TimeSpan Time(string text)
        {
            var started = Stopwatch.GetTimestamp();
            Samples.Book.Assess(text);
            return Stopwatch.GetElapsedTime(started);
        }
    }

    private Measures Measure(string name, Func<Judged, bool> isMeant, Func<Judged, bool> isFound)
    {
        var found = Judgements.Where(isFound).ToList();
        var meant = Judgements.Where(isMeant).ToList();
        var right = (double)found.Count(isMeant);
        var measures = new Measures(right / found.Count, right / meant.Count);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name,-12} precision {measures.Precision:0.000}  recall {measures.Recall:0.000}  of {meant.Count}"));
        foreach (var sample in meant.Except(found)) output.WriteLine($"    missed: {sample.Text}");
        foreach (var sample in found.Except(meant)) output.WriteLine($"    taken for it: {sample.Text} {sample.Rules}");
        return measures;
    }

    private sealed record Judged(string Category, string Text, Assessment Assessment)
    {
        public bool IsSuspected => Assessment.Score > ModerationThresholds.Default.Fold;

        public string Rules => string.Join(", ", Assessment.Rules.Select(rule => rule.Id));

        public bool IsSuspectedOf(string category) =>
            Assessment.Of(Assessment.Rules.Where(rule => rule.Category == category)).Score
                > ModerationThresholds.Default.Fold;
    }

    private readonly record struct Measures(double Precision, double Recall);
}
