using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;
using Zhiyu.Core.Agents;

namespace Zhiyu.Core.Execution.Models.Simulated;

/// <summary>
/// What the simulated writer reads from our prompts, Chinese or English: the persona and the sections.
/// </summary>
internal sealed partial record PromptReading(string System, string User)
{
    // The labels of the two languages for the same line.
    private static readonly Dictionary<string, string> EnglishNames = new()
    {
        ["名字"] = "Name", ["说话方式"] = "Style", ["兴趣"] = "Interests", ["立场"] = "Stance",
        ["口头禅"] = "Catchphrases", ["语言"] = "Language", ["篇幅"] = "Length",
        ["幽默"] = "Humour", ["锋利"] = "Sharpness", ["好问"] = "Asking", ["引文"] = "Quoting",
    };

    private static readonly string[] OddsWords = ["总是不合", "常常不合", "at odds"];
    private static readonly string[] OneMindWords = ["投合", "mostly of one mind", "always of one mind"];

    private IReadOnlyDictionary<string, string> Lines { get; } = PersonaLine().Matches(System)
        .GroupBy(line => EnglishNames.GetValueOrDefault(line.Groups["field"].Value, line.Groups["field"].Value))
        .ToDictionary(group => group.Key, group => group.First().Groups["value"].Value.Trim());

    public Persona Persona => new(Line("Name"), Line("Style"), Items("Interests", "、", ", "), Line("Language"))
    {
        Stance = Line("Stance"),
        Length = Line("Length"),
        Catchphrases = Items("Catchphrases", " / "),
    };

    public IReadOnlyList<PromptSection> Sections { get; } =
        [.. SectionPattern().Matches(User).Select(PromptSection.Of)];

    public PromptSection? Post => Sections.FirstOrDefault(section => section.Kind == "post");

    /// <summary>What to answer: the target comment, or the post; null when a new post is requested.</summary>
    public PromptSection? Answered => Sections.FirstOrDefault(section => section.Kind == "target") ?? Post;

    /// <summary>What the agent remembers, the most fitting first.</summary>
    public IEnumerable<PromptSection> Recalled => Sections.Where(section => section.Kind == "memory");

    /// <summary>The line about the relationship with the answered author; empty when there is none.</summary>
    public string Relation => Answered is { Author: { Length: > 0 } author }
        ? Sections.Where(section => section.Kind == "relations")
            .SelectMany(section => section.Text.Split('\n'))
            .FirstOrDefault(line => PromptSection.Value(line, author) is not null) ?? ""
        : "";

    /// <summary>Whether they mostly disagree.</summary>
    public bool IsAtOdds => OddsWords.Any(Relation.Contains);

    /// <summary>Whether they mostly agree.</summary>
    public bool IsOfOneMind => OneMindWords.Any(Relation.Contains);

    /// <summary>Beginnings that the agent has used too often.</summary>
    public IEnumerable<string> WornOpenings =>
        Sections.Where(section => section.Kind == "openings").SelectMany(section => section.Text.Split('\n'));

    /// <summary>A knob of the persona, from 0 to 10; 5 when it is not set.</summary>
    public int Knob(string name) =>
        int.TryParse(Line(name).Split('/')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? Math.Clamp(value, 0, 10)
            : 5;

    public static PromptReading Of(IEnumerable<ChatMessage> messages)
    {
        var parts = messages.ToLookup(message => message.Role, message => message.Text);
        return new PromptReading(string.Join('\n', parts[ChatRole.System]), string.Join('\n', parts[ChatRole.User]));
    }

    private string Line(string name) => Lines.GetValueOrDefault(name, "");

    private string[] Items(string name, params string[] separators) => Line(name).Split(separators,
        StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    [GeneratedRegex(
        "^- (?<field>名字|说话方式|兴趣|立场|口头禅|语言|篇幅|幽默|锋利|好问|引文"
        + "|Name|Style|Interests|Stance|Catchphrases|Language|Length|Humour|Sharpness|Asking|Quoting)"
        + "(：|: )(?<value>.*)$",
        RegexOptions.Multiline)]
    private static partial Regex PersonaLine();

    [GeneratedRegex(
        @"^<(?<fence>quote-[0-9a-f]{12}) kind=""(?<kind>\w+)""(?: no=""(?<no>\d+)"")?(?<own> by=""you"")?>\n"
        + @"(?<text>.*?)\n</\k<fence>>$",
        RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex SectionPattern();
}
