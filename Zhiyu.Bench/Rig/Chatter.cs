using System.Text;
using System.Text.Json;

namespace Zhiyu.Bench.Rig;

/// <summary>
/// Texts of a reply's length in made-up words: no two are alike, so that no check takes one for a repetition, and none
/// means anything that moderation looks for.
/// </summary>
internal sealed class Chatter(Random random)
{
    private static readonly string[] Syllables =
        [.. from first in "bdfglmnprstv" from second in "aeiou" select $"{first}{second}"];

    private readonly Lock _turn = new();

    public string Reply() => JsonSerializer.Serialize(new { action = "reply", votes = (string[])[], body = Text(24) });

    public string Post() => JsonSerializer.Serialize(
        new { action = "post", title = Text(4), body = Text(40), tags = (string[])["bench"] });

    public string Text(int words)
    {
        lock (_turn)
        {
            var text = new StringBuilder();
            for (var word = 0; word < words; word++)
            {
                if (word > 0) text.Append(' ');
                for (var rest = random.Next(2, 5); rest > 0; rest--)
                    text.Append(Syllables[random.Next(Syllables.Length)]);
            }

            return text.Append('.').ToString();
        }
    }

    public string Nonce()
    {
        lock (_turn) return $"{random.NextInt64():x16}{random.NextInt64():x16}";
    }
}
