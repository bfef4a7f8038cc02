using Zhiyu.Core.Moderation.Rules;

namespace Zhiyu.Tests.Moderation;

public sealed class MatchChecksTests
{
    [Theory]
    [InlineData("4111111111111111", true)]
    [InlineData("4111 1111 1111 1111", true)]
    [InlineData("6222021234567890128", true)]
    [InlineData("378282246310005", true)]
    [InlineData("4111111111111112", false)]
    [InlineData("9787508647458", false)]
    [InlineData("0000000000000000", false)]
    public void A_card_has_a_scheme_and_a_check_digit(string number, bool isCard) =>
        Assert.Equal(isCard, MatchChecks.IsBankCard(number));

    [Theory]
    [InlineData("11010519491231002X", true)]
    [InlineData("11010519491231002x", true)]
    [InlineData("440308199901010012", true)]
    [InlineData("110105194912310021", false)]
    [InlineData("11010519491331002X", false)]
    [InlineData("110105194902300020", false)]
    public void A_resident_id_has_a_date_and_a_check_character(string number, bool isId) =>
        Assert.Equal(isId, MatchChecks.IsResidentId(number));

    [Theory]
    [InlineData("Xk9#mQ2vL7pR", true)]
    [InlineData("changeme", false)]
    [InlineData("aaaaaaaa1111", false)]
    public void A_secret_looks_drawn(string value, bool isRandom) => Assert.Equal(isRandom, MatchChecks.IsRandom(value));
}
