using System.Runtime.CompilerServices;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;
using Zhiyu.Core.Execution.Output;

namespace Zhiyu.Tests.Execution.Output;

/// <summary>An answer of a model, from a file beside this one, and what it is to become.</summary>
internal class CorpusAnswer
{
    public string Name { get; set; } = "";
    public string Text { get; set; } = "";
    public bool Truncated { get; set; }
    public string? Reply { get; set; }
    public string? Decline { get; set; }
    public string? Unusable { get; set; }

    public ParsedOutput Expected =>
        Reply is not null ? new ParsedOutput.Reply(Reply)
        : Decline is not null ? new ParsedOutput.Decline(Decline)
        : new ParsedOutput.Unusable(Unusable ?? throw new InvalidDataException($"What is '{Name}' to become?"));

    /// <summary>The answers of a file, by name.</summary>
    public static Dictionary<string, TAnswer> Load<TAnswer>(string file, [CallerFilePath] string here = "")
        where TAnswer : CorpusAnswer => new DeserializerBuilder()
        .WithNamingConvention(UnderscoredNamingConvention.Instance).Build()
        .Deserialize<List<TAnswer>>(File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, file)))
        .ToDictionary(answer => answer.Name);
}
