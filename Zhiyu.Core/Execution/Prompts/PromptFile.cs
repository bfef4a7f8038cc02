using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Zhiyu.Core.Execution.Prompts;

/// <summary>A prompt file, <c>ID.vVERSION.md</c>: YAML front matter, then a system and a user part.</summary>
/// <param name="Version">A whole number from 1; the highest of an id is the newest.</param>
internal sealed record PromptFile(
    string Name, string Id, int Version, IReadOnlyList<string> Variables, string System, string User)
{
    private const string FrontMatterLine = "---\n";
    private const string SystemLine = "=== system ===\n";
    private const string UserLine = "=== user ===\n";

    private static readonly IDeserializer Yaml = new DeserializerBuilder()
        .WithNamingConvention(UnderscoredNamingConvention.Instance)
        .Build();

    public static string NameOf(string id, int version) =>
        string.Create(CultureInfo.InvariantCulture, $"{id}.v{version}.md");

    /// <summary>Parses the text; null, with at least one fault, when it is not a prompt.</summary>
    public static PromptFile? TryRead(string name, string text, ICollection<string> faults)
    {
        text = text.ReplaceLineEndings("\n");
        var end = text.IndexOf('\n' + FrontMatterLine, StringComparison.Ordinal);
        if (!text.StartsWith(FrontMatterLine, StringComparison.Ordinal) || end < 0)
            return Fail("starts with no front matter; put id, version and variables between two lines '---'");

        FrontMatter? frontMatter;
        try
        {
            frontMatter = Yaml.Deserialize<FrontMatter?>(text[FrontMatterLine.Length..(end + 1)]);
        }
        catch (YamlException fault)
        {
            return Fail($"the front matter is not valid at line {fault.Start.Line + 1}: {fault.Message}");
        }

        if (frontMatter is not { Id.Length: > 0, Version.Length: > 0, Variables: not null })
            return Fail("the front matter must give id, version and variables");

        if (!int.TryParse(frontMatter.Version, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            || version == 0)
            return Fail($"the version '{frontMatter.Version}' is not a whole number from 1");
        if (name != NameOf(frontMatter.Id, version))
            return Fail("is named otherwise than its id and version say; " +
                $"it would be {NameOf(frontMatter.Id, version)}");

        var body = text[(end + 1 + FrontMatterLine.Length)..];
        var user = body.IndexOf('\n' + UserLine, StringComparison.Ordinal);
        if (!body.StartsWith(SystemLine, StringComparison.Ordinal) || user < 0)
            return Fail($"must have a part after '{SystemLine.Trim()}' and one after '{UserLine.Trim()}'");

        return new PromptFile(name, frontMatter.Id, version, frontMatter.Variables,
            body[SystemLine.Length..user], body[(user + 1 + UserLine.Length)..]);

        PromptFile? Fail(string fault)
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
