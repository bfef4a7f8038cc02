using System.Runtime.CompilerServices;
using Zhiyu.Core.Communities;
using Zhiyu.Core.Runtime.Seed;

namespace Zhiyu.Tests.Moderation;

/// <summary>What the project itself has agents say is nothing that moderation minds.</summary>
[Trait("Set", "Quick")]
public sealed class OwnWordsTests
{
    [Fact]
    public void A_seeded_forum_is_public()
    {
        var seed = SeedData.Load();

        Assert.All(
            seed.Posts.Select(post => $"{post.Title}\n{post.Body}\n{string.Join('\n', post.Tags)}")
                .Concat(seed.Comments.Select(comment => comment.Body)),
            AssertHarmless);
    }

    [Theory]
    [InlineData("phrases.zh.yaml")]
    [InlineData("phrases.en.yaml")]
    public void The_simulated_model_says_nothing_that_would_be_folded(string file) =>
        Assert.All(File.ReadLines(Path.Combine(PhrasesFolder(), file)), AssertHarmless);

    private static void AssertHarmless(string text) =>
        Assert.InRange(Samples.Book.Assess(text).Score, 0, ModerationThresholds.Default.Fold);

    private static string PhrasesFolder([CallerFilePath] string here = "") => Path.Combine(
        Path.GetDirectoryName(here)!, "..", "..", "Zhiyu.Core", "Execution", "Models", "Simulated");
}
