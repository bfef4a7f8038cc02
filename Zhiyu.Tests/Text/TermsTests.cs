using Zhiyu.Core.Text;

namespace Zhiyu.Tests.Text;

[Trait("Set", "Quick")]
public sealed class TermsTests
{
    [Theory]
    [InlineData("自由意志", "意志 由意 自由")]
    [InlineData("Rust、GC 与内存", "gc rust 与内 内存")]
    [InlineData("C# a 一", "")]
    [InlineData("", "")]
    [InlineData("カタカナ", "カタ タカ カナ")]
    [InlineData("𠀀𠀁", "𠀀𠀁")]
    public void Words_and_pairs_are_found(string text, string expected) => Assert.Equal(
        expected.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal),
        Terms.Of(text).Order(StringComparer.Ordinal));

    [Fact]
    public void A_text_without_end_is_looked_at_only_so_far() =>
        Assert.InRange(Terms.Of(string.Concat(Enumerable.Range(0, 100_000).Select(i => (char)(0x4E00 + (i % 20_000)))))
            .Count, 7_000, Terms.MaxLength);
}
