using System.Runtime.CompilerServices;
using YamlDotNet.Serialization;
using Zhiyu.Core.Moderation.Lists;
using Zhiyu.Core.Moderation.Rules;
using Zhiyu.Core.Moderation.Texts;

namespace Zhiyu.Tests.Moderation;

/// <summary>The labelled texts of <c>samples.yaml</c>, and the project's own lists.</summary>
internal static class Samples
{
    public const string Innocent = "innocent";

    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "moderation");

    public static Confusables Folding { get; } =
        ConfusablesReader.Read(new ListFile(Path.Combine(Folder, "folding.yaml"), new List<string>()));

    public static IReadOnlyDictionary<string, List<string>> Words { get; } =
        new DeserializerBuilder().Build().Deserialize<Dictionary<string, List<string>>>(
            File.ReadAllText(Path.Combine(Folder, "words.yaml")));

    public static RuleSet Book { get; } = RuleSet.Load(Folder);

    public static IReadOnlyList<(string Category, string Text)> All { get; } = Read();

    private static List<(string, string)> Read([CallerFilePath] string here = "")
    {
        var yaml = File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "samples.yaml"));
        return
        [
            .. from category in new DeserializerBuilder().Build().Deserialize<Dictionary<string, List<string>>>(yaml)
               from text in category.Value
               select (category.Key, text.Replace("⟂", "", StringComparison.Ordinal)),
        ];
    }
}
