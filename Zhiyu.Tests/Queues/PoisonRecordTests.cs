using System.Text;
using Zhiyu.Core.Queues;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Queues;

[Trait("Set", "Quick")]
public sealed class PoisonRecordTests
{
    [Theory]
    [InlineData(4_096, 4_096, false)]
    [InlineData(4_097, 4_096, true)]
    [InlineData(65_536, 4_096, true)]
    public void Of_a_long_message_the_beginning_is_kept(int length, int kept, bool isTruncated)
    {
        var poison = OfMessage(new string('!', length));

        Assert.Equal((kept, isTruncated), (poison.Text!.Length, poison.Truncated));
    }

    [Fact]
    public void A_beginning_ends_with_a_whole_character()
    {
        var poison = OfMessage(new string('!', 4_095) + "😀");

        Assert.Equal(new string('!', 4_095), poison.Text);
    }

    [Fact]
    public void A_message_has_the_same_id_as_it_stands_in_the_queue_and_as_a_function_was_given_it()
    {
        var bytes = Encoding.UTF8.GetBytes("这不是我们的");

        Assert.Equal(
            OfMessage(Convert.ToBase64String(bytes)).Id,
            OfMessage(QueueText.Of(bytes)).Id);
        Assert.Equal(OfMessage("//79").Id, OfMessage(QueueText.Of([0xff, 0xfe, 0xfd])).Id);
        Assert.NotEqual(OfMessage("a").Id, OfMessage("b").Id);
        Assert.True(Poison.IsMessageId(OfMessage("a").Id));
    }

    private static Poison OfMessage(string text) => Poison.OfMessage("forum-events", text, "unreadable", Some.Time);
}
