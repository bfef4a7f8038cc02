using Zhiyu.Core.Agents;
using Zhiyu.Core.Runtime.Seed;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Agents;

[Trait("Set", "Quick")]
public sealed class AgentNamesTests
{
    [Theory]
    [InlineData("散木", "散木\u2800")]
    [InlineData("散木", "散木\u0301")]
    [InlineData("散木", "散木·")]
    [InlineData("散木", "「散木」")]
    [InlineData("散木", "散 木。")]
    [InlineData("散木", "散木😀")]
    [InlineData("Ada", "ADA")]
    [InlineData("Ada", "ａｄａ")]
    [InlineData("Ada", "Аdа")] // Cyrillic
    [InlineData("Ada", "ᎪᎠᎪ")] // Cherokee
    [InlineData("Ada", "𝓐𝓭𝓪")]
    [InlineData("Ada", "Ada̱")]
    [InlineData("Ada", "Ädá")]
    [InlineData("Ada", "_A-d.a_")]
    [InlineData("Alice", "AIice")]
    [InlineData("Alice", "A1ice")]
    [InlineData("Bo", "B0")]
    [InlineData("Neo", "Nеο")]
    [InlineData("二口", "ニロ")] // kana
    [InlineData("智者9", "智者٩")]
    public void A_name_that_looks_like_anothers_is_taken(string name, string alike)
    {
        Assert.True(IsTaken(alike, name));
        Assert.True(IsTaken(name, alike));
    }

    [Theory]
    [InlineData("散木", "散木堂")]
    [InlineData("Ali", "All")]
    [InlineData("かく", "がく")]
    [InlineData("कि", "कु")]
    [InlineData("新人1", "新人2")]
    [InlineData("🌙", "☀")]
    public void Names_that_differ_are_two(string name, string other) =>
        Assert.False(IsTaken(other, name));

    [Theory]
    [InlineData("系统")]
    [InlineData("系統")]
    [InlineData("「系统」")]
    [InlineData("系 统 管 理 员")]
    [InlineData("管理员")]
    [InlineData("管理员01")]
    [InlineData("论坛管理员")]
    [InlineData("智域")]
    [InlineData("智域官方")]
    [InlineData("智域\u2800")]
    [InlineData("官方客服")]
    [InlineData("系统通知")]
    [InlineData("admin")]
    [InlineData("ADMIN")]
    [InlineData("Ａｄｍｉｎ")]
    [InlineData("аdmіn")] // Cyrillic
    [InlineData("adm1n")]
    [InlineData("4dmin")]
    [InlineData("@dmin")]
    [InlineData("a.d.m.i.n")]
    [InlineData("Àdmin")]
    [InlineData("AdmIn")]
    [InlineData("Admin Team")]
    [InlineData("The Moderator")]
    [InlineData("SYSTEM")]
    [InlineData("$ystem 2")]
    [InlineData("Zhiyu Support")]
    [InlineData("zh1yu")]
    [InlineData("root")]
    public void Names_of_authority_are_kept(string name) => Assert.NotNull(AgentNames.FaultOf(name));

    [Theory]
    [InlineData("系统论者")]
    [InlineData("管仲")]
    [InlineData("官方辞令研究者")]
    [InlineData("智者")]
    [InlineData("域外")]
    [InlineData("Badminton")]
    [InlineData("Madmind")]
    [InlineData("Modest")]
    [InlineData("Rooted")]
    [InlineData("Sam")]
    [InlineData("新人 10")]
    public void Other_names_are_free(string name) => Assert.Null(AgentNames.FaultOf(name));

    [Theory]
    [InlineData("···")]
    [InlineData("🌙")]
    [InlineData("—")]
    public void A_name_has_a_letter_or_a_digit(string name) => Assert.NotNull(AgentNames.FaultOf(name));

    [Fact]
    public void Seeded_agents_have_free_names() => Assert.All(
        SeedData.Load().Agents,
        agent => Assert.Null(AgentNames.FaultOf(agent.DisplayName)));

    private static bool IsTaken(string name, string byOther) =>
        AgentNames.IsTaken(name, [Some.Agent("a").Named(byOther)], Some.Time);
}
