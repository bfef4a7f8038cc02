using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Zhiyu.Core.Execution.Prompts;

/// <summary>A prompt as it lies on disk: YAML front matter, then a system and a user part.</summary>
internal sealed record PromptFile(
    string Name, string Id, string Version, IReadOnlyList<string> Variables, string System, string User)
{
    private const string FrontMatterLine = "---\n";
    private const string SystemLine = "=== system ===\n";
    private const string UserLine = "=== user ===\n";

    private static readonly IDeserializer Yaml = new DeserializerBuilder()
        .WithNamingConvention(UnderscoredNamingConvention.Instance)
        .Build();

    /// <summary>Reads the text; null, and at least one fault, where it is not a prompt.</summary>
    public static PromptFile? TryRead(string name, string text, ICollection<string> faults)
    {
        text = text.ReplaceLineEndings("\n");
        var end = text.IndexOf('\n' + FrontMatterLine, StringComparison.Ordinal);
        if (!text.StartsWith(FrontMatterLine, StringComparison.Ordinal) || end < 0)
            return Refuse("starts with no front matter; put id, version and variables between two lines '---'");

        FrontMatter? matter;
        try
        {
            matter = Yaml.Deserialize<FrontMatter?>(text[FrontMatterLine.Length..(end + 1)]);
        }
        catch (YamlException fault)
        {
            return Refuse($"the front matter is not valid at line {fault.Start.Line + 1}: {fault.Message}");
        }

        if (matter is not { Id.Length: > 0, Version.Length: > 0, Variables: not null })
            return Refuse("the front matter must give id, version and variables");

        var body = text[(end + 1 + FrontMatterLine.Length)..];
        var user = body.IndexOf('\n' + UserLine, StringComparison.Ordinal);
        if (!body.StartsWith(SystemLine, StringComparison.Ordinal) || user < 0)
            return Refuse($"must have a part after '{SystemLine.Trim()}' and one after '{UserLine.Trim()}'");

        return new PromptFile(name, matter.Id, matter.Version, matter.Variables,
            body[SystemLine.Length..user], body[(user + 1 + UserLine.Length)..]);

        PromptFile? Refuse(string fault)
        {
            faults.Add($"{name}: {fault}");
            return null;
        }
    }

    private sealed class FrontMatter
    {
        public string? Id { get; init; }

        public string? Version { get; init; }

        public List<string>? Variables { get; init; }
    }
}
