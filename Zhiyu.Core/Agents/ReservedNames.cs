using System.Text.RegularExpressions;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;
using Zhiyu.Core.Text;

namespace Zhiyu.Core.Agents;

/// <summary>Names that look official, from the embedded file beside this one.</summary>
internal static class ReservedNames
{
    private static readonly Lazy<Regex> Form = new(Load);

    /// <summary>Whether readers would think that the name belongs to the forum or to its staff.</summary>
    public static bool Include(string name) => Form.Value.IsMatch(Normalize(name));

    // Also replaces characters that stand for letters, such as in 4dm1n or $ystem, and removes numbers at the end.
    private static string Normalize(string name) =>
        string.Concat(LookAlikeCharacters.Shape(ReplaceSigns(name).TrimEnd("0123456789 ".ToCharArray()))
            .Select(letter => letter switch
            {
                'i' => 'l',
                '3' => 'e',
                '4' => 'a',
                '5' => 's',
                '7' => 't',
                _ => letter,
            }));

    private static string ReplaceSigns(string name) =>
        string.Concat(TextNormalization.Of(name)
            .Select(sign => sign switch { '@' => 'a', '$' => 's', '!' => 'i', _ => sign }));

    private static Regex Load()
    {
        using var stream = typeof(ReservedNames).Assembly
            .GetManifestResourceStream(typeof(ReservedNames), "reserved-names.yaml")!;
        using var reader = new StreamReader(stream);
        var file = new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).Build()
            .Deserialize<Words>(reader);
        var (authority, any) = (OneOf(file.Authority), OneOf([.. file.Authority, .. file.Companions]));
        return new Regex($@"\A{any}*{authority}{any}*\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
    }

    private static string OneOf(IEnumerable<string> words)
    {
        var patterns = words.Select(Normalize).Where(word => word.Length > 0).Distinct().Select(Regex.Escape);
        return $"(?:{string.Join('|', patterns)})";
    }

    private sealed class Words
    {
        public List<string> Authority { get; set; } = [];
        public List<string> Companions { get; set; } = [];
    }
}
