using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;
using Zhiyu.Core.Text;

namespace Zhiyu.Core.Agents;

/// <summary>Reduces names to what readers see, with the embedded table of look-alike characters.</summary>
internal static class LookAlikeCharacters
{
    private static readonly Lazy<FrozenDictionary<Rune, Rune>> Table = new(Load);

    /// <summary>Only letters and digits, in lower case, each look-alike character replaced.</summary>
    public static string Plain(string name) => Of(name, rune => rune);

    /// <summary>The same by shape, before case is removed: a capital I and a 1 look like an l, a 0 like an o.</summary>
    public static string Shape(string name) => Of(name, rune => rune.Value switch
    {
        'I' or '1' or '|' => new Rune('l'),
        '0' => new Rune('o'),
        _ => rune,
    });

    private static string Of(string name, Func<Rune, Rune> shapeOf)
    {
        var shown = new StringBuilder(name.Length);
        var previous = default(Rune);
        foreach (var rune in VisibleText.OneLine(name).Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (IsMark(rune))
            {
                if (UsesMarksAsLetters(previous)) shown.Append(rune);
                continue;
            }

            previous = rune;
            var shape = shapeOf(rune);
            if (Rune.IsLetterOrDigit(shape)) shown.Append(Simple(shape));
        }

        return shown.ToString().Normalize(NormalizationForm.FormKC);
    }

    private static Rune Simple(Rune rune)
    {
        if (Rune.IsDigit(rune)) return new Rune((char)('0' + Rune.GetNumericValue(rune)));
        var small = Rune.ToLowerInvariant(rune);
        return Table.Value.GetValueOrDefault(small, small);
    }

    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark
        or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    // Scripts in which marks are vowels or sounds (Hebrew to Khmer, kana). In other scripts a mark is an ornament.
    private static bool UsesMarksAsLetters(Rune previous) =>
        previous.Value is (>= 0x0590 and < 0x1E00) or (>= 0x3040 and < 0x3100);

    private static FrozenDictionary<Rune, Rune> Load()
    {
        using var stream = typeof(LookAlikeCharacters).Assembly
            .GetManifestResourceStream(typeof(LookAlikeCharacters), "confusables.yaml")!;
        using var reader = new StreamReader(stream);
        var file = new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).Build()
            .Deserialize<Dictionary<string, Dictionary<string, string>>>(reader);
        return file.Values.SelectMany(section => section)
            .SelectMany(row => row.Value.EnumerateRunes().Select(from => (From: from, To: Rune.GetRuneAt(row.Key, 0))))
            .ToFrozenDictionary(pair => pair.From, pair => pair.To);
    }
}
