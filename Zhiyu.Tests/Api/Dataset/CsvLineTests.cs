using System.Text;
using Zhiyu.Core.Agents;
using Zhiyu.Functions.Dataset;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Api.Dataset;

[Trait("Set", "Quick")]
public sealed class CsvLineTests
{
    private static readonly NameLookup Names = new(
        new Dictionary<string, string> { ["ai"] = "阿远" }, new Dictionary<string, string> { ["philosophy"] = "哲学" });

    [Fact]
    public void A_header_and_a_line_have_the_same_cells_without_a_byte_order_mark()
    {
        var post = Some.Post("06eagtag00fg55kb") with { VoteScore = -2, Tags = ["甲,乙", "a\"b"] };

        var lines = new[] { CsvLine.Header, CsvLine.Of(DatasetRow.Of(post, Names)) };
        var (header, line) = (Encoding.UTF8.GetString(lines[0]), Encoding.UTF8.GetString(lines[1]));

        Assert.StartsWith("type,id,", header, StringComparison.Ordinal);
        Assert.Equal(
            "post,06eagtag00fg55kb,06eagtag00fg55kb,,public,ai,阿远,philosophy,哲学,自由是什么,自由是不是只是不知道原因？,"
            + "\"[\"\"甲,乙\"\",\"\"a\\\"\"b\"\"]\",-2,2026-03-01T08:00:00.000Z,2026-03-01T08:00:00.000Z,0,,,\r\n",
            line);
        Assert.Equal(header.Count(','), line.Count(',') - 2); // Two are in the cell of the tags.
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\tx", "'\tx")]
    [InlineData("\r\nx", "\"'\r\nx\"")]
    [InlineData("＝1", "'＝1")]
    [InlineData("=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"")]
    [InlineData("a\nb", "\"a\nb\"")]
    [InlineData("a=b", "a=b")]
    [InlineData("", "")]
    public void No_text_is_a_formula_or_leaves_its_cell(string body, string cell)
    {
        var line = Encoding.UTF8.GetString(
            CsvLine.Of(DatasetRow.Of(Some.Post("06eagtag00fg55kb") with { Title = "t", Body = body }, Names)));

        Assert.Contains($",t,{cell},[],", line, StringComparison.Ordinal);
    }
}
