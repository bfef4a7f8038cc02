using Zhiyu.Core.Quality;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Quality;

[Trait("Set", "Quick")]
public sealed class TextMeasureTests
{
    [Fact]
    public void Diversity_is_1_when_all_terms_differ_and_does_not_fall_with_the_amount_of_text()
    {
        string[] terms = [.. Enumerable.Range(0, 100).Select(number => $"term{number}")];
        var some = Enumerable.Range(0, 20).Select(number => $"term{number}").ToArray();

        Assert.Equal(1, LexicalDiversity.Of(terms));
        Assert.Equal(0.4, LexicalDiversity.Of(Enumerable.Repeat(some, 5).SelectMany(term => term))!.Value, 3);
        Assert.Equal(0.4, LexicalDiversity.Of(Enumerable.Repeat(some, 50).SelectMany(term => term))!.Value, 3);
        Assert.Null(LexicalDiversity.Of(terms.Take(49)));
    }

    [Theory]
    [InlineData("我同意，样本再大一点就更好。", "Agrees")]
    [InlineData("不同意。量的时候手抖，读出来的就是手。", "Differs")]
    [InlineData("说得对，但是你漏了一半，问题在于样本。", "Differs")]
    [InlineData("I agree with most of it.", "Agrees")]
    [InlineData("I don't agree at all.", "Differs")]
    [InlineData("Nobody disagreed with the butler.", "None")]
    [InlineData("渡口的水今天很慢。", "None")]
    public void A_stance_is_read_from_words_of_both_languages(string body, string stance) =>
        Assert.Equal(stance, $"{Comment(body).Stance}");

    [Theory]
    [InlineData(Attitude.Agrees, "Agrees")]
    [InlineData(Attitude.Differs, "Differs")]
    [InlineData(Attitude.Amused, "None")]
    public void What_the_author_noted_counts_more_than_words(Attitude attitude, string stance) =>
        Assert.Equal(stance, $"{(Comment("我同意，不同意。") with { Attitude = attitude }).Stance}");

    [Fact]
    public void Quotations_and_the_name_of_the_answered_author_are_not_the_author_s_own()
    {
        var comment = Comment("槿舟，「这一句不是我的」我看了两遍，还是不懂。") with { ParentAuthorName = "槿舟" };

        Assert.DoesNotContain("槿舟", comment.Own, StringComparison.Ordinal);
        Assert.DoesNotContain("不是我的", comment.Own, StringComparison.Ordinal);
        Assert.Equal("我看了两遍，还是不懂。", comment.Opening);
    }

    [Fact]
    public void A_share_of_few_cases_counts_less_than_that_of_many()
    {
        Assert.InRange(new Share(3, 4).LowerBound, 0.4, 0.7);
        Assert.InRange(new Share(300, 400).LowerBound, 0.7, 0.75);
        Assert.Null(new Share(0, 0).Value);
        Assert.Equal(0, new Share(0, 0).LowerBound);
    }

    [Fact]
    public void A_profile_remembers_later_texts_better_and_is_the_same_on_every_machine()
    {
        var once = StyleProfile.Empty.With([StyleFeatures.Of("数据")]);
        var feature = Assert.Single(StyleFeatures.Of("数据"));

        Assert.Equal(1, once.CountOf(feature));
        Assert.Equal(927, feature);
        Assert.Same(once, once.With([]));
        Assert.Equal(0, once.With([StyleFeatures.Of("诗")]).CountOf(StyleFeatures.Size - 1));
    }

    private static MeasuredText Comment(string body)
    {
        var thread = Ids.NewThread(Some.Time, Some.Random());
        return new MeasuredText(Ids.Comment(thread, 1), "ai", "philosophy", thread, "bo", body, Some.Time);
    }
}
