using System.Text.Json;
using Zhiyu.Core.Execution.Checks;

namespace Zhiyu.Tests.Execution.Checks;

[Trait("Set", "Quick")]
public sealed class TextSketchTests
{
    private const string Text = "记忆不是仓库，而是河流。The map is not the territory。";

    [Fact]
    public void A_sketch_stays_the_same_whatever_the_machine() =>
        Assert.Equal("x1:/ymJZ+GLtB0=", TextSketch.Of("同意。").Value);

    [Fact]
    public void A_long_sketch_stays_the_same_whatever_the_machine() =>
        Assert.StartsWith("m2:z5XENgwk6vDzjzBvx+r1lPFQX7SbllL7", TextSketch.Of(Text).Value, StringComparison.Ordinal);

    [Theory]
    [InlineData("记忆不是仓库而是河流the map is not the territory")]
    [InlineData("**记忆**不是　仓库，而是\n\n河流！ＴＨＥ Ｍａｐ is NOT the _territory_")]
    [InlineData("记\u200B忆不是仓库，而是河流。The m\u200Bap is not the territory。")]
    public void Width_case_marks_and_invisible_characters_change_nothing(string text) =>
        Assert.Equal(TextSketch.Of(Text), TextSketch.Of(text));

    [Fact]
    public void Half_a_character_is_no_fault() =>
        Assert.Equal(TextSketch.Of(Text + "\uFFFD"), TextSketch.Of(Text + "\ud83d"));

    [Fact]
    public void Json_is_one_short_string()
    {
        var sketch = TextSketch.Of(Text);
        var json = JsonSerializer.Serialize(sketch);

        Assert.InRange(json.Length, 90, 110);
        Assert.Equal(sketch, JsonSerializer.Deserialize<TextSketch>(json));
    }

    [Theory]
    [InlineData("")]
    [InlineData("m1:nonsense")]
    [InlineData("m9:AAAA")]
    public void What_was_made_by_another_rule_is_like_nothing(string value) =>
        Assert.Equal(0, TextSketch.Of(Text).Similarity(new TextSketch(value)));

    [Fact]
    public void Similarity_is_near_the_share_of_common_shingles()
    {
        var words = Enumerable.Range(0, 400).Select(number => $"w{number}").ToList();
        var ours = TextSketch.Of(string.Join(' ', words.Take(300)));
        var theirs = TextSketch.Of(string.Join(' ', words.Skip(100)));

        // 199 of 399 shingles; three standard errors of 64 places.
        Assert.InRange(ours.Similarity(theirs), 0.5 - 0.19, 0.5 + 0.19);
    }
}
