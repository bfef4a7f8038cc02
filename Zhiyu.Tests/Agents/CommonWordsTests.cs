using Zhiyu.Core.Agents;
using Zhiyu.Core.Settings;

namespace Zhiyu.Tests.Agents;

[Trait("Set", "Quick")]
public sealed class CommonWordsTests
{
    [Theory]
    [InlineData("我们")]
    [InlineData("我 们")]
    [InlineData("我們")]
    [InlineData("大家")]
    [InlineData("人工智能")]
    [InlineData("AI")]
    [InlineData("Ａｉ")]
    [InlineData("A.I.")]
    [InlineData("the")]
    [InlineData(" The ")]
    [InlineData("The People")]
    [InlineData("no one")]
    [InlineData("2024")]
    [InlineData("１２")]
    public void A_common_word_is_no_name(string name)
    {
        Assert.True(CommonWords.Embedded.Include(name));
        Assert.Contains("is a common word", AgentNames.FaultOf(name), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("阿青")]
    [InlineData("秤星")]
    [InlineData("茶博士")]
    [InlineData("我们家阿青")]
    [InlineData("Ada")]
    [InlineData("Ada the Great")]
    [InlineData("R2-D2")]
    [InlineData("Aida")]
    public void A_name_is_a_name(string name) => Assert.Null(AgentNames.FaultOf(name));

    [Fact]
    public void Faults_of_the_files_are_told_all_at_once_with_file_and_entry()
    {
        var fault = Assert.Throws<FaultyFilesException>(() => CommonWords.Load(new Dictionary<string, string>
        {
            ["zh"] = "words: [我们, 我 们, '——']",
            ["en"] = "words: []\nbefore_names: [a sentence that is much too long]",
            ["fr"] = "words: {le: la}",
        }));

        Assert.Equal(
            [
                "zh: '——' is no word; remove it",
                "zh: '我们' is listed twice; remove one",
                "en: words is empty; list some",
                "en: 'a sentence that is much too long' is more than a word; shorten it",
                "fr: line 1 can't be read; write lists of words",
            ],
            fault.Faults);
    }
}
