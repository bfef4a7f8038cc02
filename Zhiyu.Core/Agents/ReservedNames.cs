using System.Text.RegularExpressions;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;
using Zhiyu.Core.Text;

namespace Zhiyu.Core.Agents;

/// <summary>Names that speak for the forum, from the file that is embedded beside this one.</summary>
internal static class ReservedNames
{
    private static readonly Lazy<Regex> Form = new(Load);

    /// <summary>Whether readers would take the bearer of the name for the forum, or for somebody who runs it.</summary>
    public static bool Include(string name) => Form.Value.IsMatch(Look(name));

    // Also what is written for a letter on purpose, such as 4dm1n or $ystem; numbers at the end are no part of it.
    private static string Look(string name) =>
        string.Concat(LookAlikeCharacters.Shape(Signs(name).TrimEnd("0123456789 ".ToCharArray())).Select(letter => letter switch
        {
            'i' => 'l',
            '3' => 'e',
            '4' => 'a',
            '5' => 's',
            '7' => 't',
            _ => letter,
        }));

    private static string Signs(string name) =>
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

    private static string OneOf(IEnumerable<string> words) =>
        $"(?:{string.Join('|', words.Select(Look).Where(word => word.Length > 0).Distinct().Select(Regex.Escape))})";

    private sealed class Words
    {
        public List<string> Authority { get; set; } = [];
        public List<string> Companions { get; set; } = [];
    }
}
