using System.Runtime.CompilerServices;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;
using Zhiyu.Core.Text;
using Zhiyu.Tests.Moderation;

namespace Zhiyu.Tests.Memory;

/// <summary>A text that asks for being copied.</summary>
internal sealed class Strain
{
    private string? _known;

    public string Kind { get; set; } = "";

    /// <summary>The words by which it is known.</summary>
    public string Payload { get; set; } = "";

    public string Text { get; set; } = "";

    public static IReadOnlyList<Strain> All { get; } = Load();

    public bool IsIn(string simple) => simple.Contains(_known ??= Simple(Payload), StringComparison.Ordinal);

    /// <summary>A text without what may be between its words, in simple letters.</summary>
    public static string Simple(string text) =>
        string.Concat(WordTokenizer.Of(Samples.Book.Instructions.Fold(text)));

    private static List<Strain> Load([CallerFilePath] string here = "") => new DeserializerBuilder()
        .WithNamingConvention(UnderscoredNamingConvention.Instance).Build()
        .Deserialize<List<Strain>>(File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "strains.yaml")));
}
