using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;
using Zhiyu.Core.Agents;

namespace Zhiyu.Core.Execution.Models.Simulated;

/// <summary>What the simulated writer reads from our prompts: the persona and the fenced sections.</summary>
internal sealed partial record PromptReading(string System, string User)
{
    public Persona Persona { get; } = PersonaOf(System);

    public IReadOnlyList<PromptSection> Sections { get; } =
        [.. SectionPattern().Matches(User).Select(PromptSection.Of)];

    public PromptSection? Post => Sections.FirstOrDefault(section => section.Kind == "post");

    /// <summary>What to answer: the target comment, or the post; null when a new post is requested.</summary>
    public PromptSection? Answered => Sections.FirstOrDefault(section => section.Kind == "target") ?? Post;

    public static PromptReading Of(IEnumerable<ChatMessage> messages)
    {
        var parts = messages.ToLookup(message => message.Role, message => message.Text);
        return new PromptReading(string.Join('\n', parts[ChatRole.System]), string.Join('\n', parts[ChatRole.User]));
    }

    private static Persona PersonaOf(string system)
    {
        var fields = PersonaLine().Matches(system)
            .GroupBy(line => line.Groups["field"].Value)
            .ToDictionary(group => group.Key, group => group.First().Groups["value"].Value.Trim());
        return new Persona(Field("名字"), Field("说话方式"), Items("兴趣", "、"), Field("语言"))
        {
            Stance = Field("立场"),
            Length = Field("篇幅"),
            Catchphrases = Items("口头禅", " / "),
        };

        string Field(string name) => fields.GetValueOrDefault(name, "");
        string[] Items(string name, string separator) => Field(name).Split(separator,
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    [GeneratedRegex(@"^- (?<field>名字|说话方式|兴趣|立场|口头禅|语言|篇幅)：(?<value>.*)$", RegexOptions.Multiline)]
    private static partial Regex PersonaLine();

    [GeneratedRegex(
        @"^<(?<fence>quote-[0-9a-f]{12}) kind=""(?<kind>\w+)""(?: no=""(?<no>\d+)"")?(?<own> by=""you"")?>\n"
        + @"(?<text>.*?)\n</\k<fence>>$",
        RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex SectionPattern();
}
