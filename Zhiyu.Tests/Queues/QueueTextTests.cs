using System.Text;
using Zhiyu.Core.Queues;

namespace Zhiyu.Tests.Queues;

[Trait("Set", "Quick")]
public sealed class QueueTextTests
{
    private const string Json = """{"eventId":"e","looks":2}""";

    [Fact]
    public void A_message_is_read_from_base64_and_from_JSON_whatever_the_case_of_its_names()
    {
        var expected = new EventMessage("e", Looks: 2);

        Assert.Equal(expected, QueueText.Find<EventMessage>(Base64(Json)));
        Assert.Equal(expected, QueueText.Find<EventMessage>(Json));
        Assert.Equal(expected, QueueText.Find<EventMessage>("""{"EventId":"e","LOOKS":2}"""));
    }

    [Theory]
    [InlineData("this is not base64!")]
    [InlineData("//79")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("bm90IEpTT04=")]
    public void What_is_no_message_is_found_as_none_and_refused_where_one_has_to_be(string text)
    {
        Assert.Null(QueueText.Find<EventMessage>(text));
        Assert.Throws<InvalidDataException>(() => QueueText.Read<EventMessage>(Encoding.UTF8.GetBytes(text)));
    }

    [Theory]
    [InlineData("this is not base64!", "this is not base64!")]
    [InlineData("5pm65Z+f", "智域")]
    [InlineData("//79", "//79")]
    public void People_are_shown_what_base64_says_where_it_is_text(string text, string shown) =>
        Assert.Equal(shown, QueueText.Shown(text));

    [Fact]
    public void Bytes_that_are_no_text_are_the_base64_that_they_came_from()
    {
        Assert.Equal("//79", QueueText.Of([0xff, 0xfe, 0xfd]));
        Assert.Equal("智域", QueueText.Of(Encoding.UTF8.GetBytes("智域")));
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
