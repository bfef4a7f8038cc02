using System.Text;
using System.Text.Json;

namespace Zhiyu.Bench.Rig;

/// <summary>
/// Generates texts with the length of a reply from invented words, so that no text is a duplicate or matches a
/// moderation rule.
/// </summary>
internal sealed class Chatter(Random random)
{
    private static readonly string[] Syllables =
        [.. from first in "bdfglmnprstv" from second in "aeiou" select $"{first}{second}"];

    private readonly Lock _lock = new();

    public string Reply() => JsonSerializer.Serialize(new { action = "reply", votes = (string[])[], body = Text(24) });

    public string Post() => JsonSerializer.Serialize(
        new { action = "post", title = Text(4), body = Text(40), tags = (string[])["bench"] });

    public string Text(int words)
    {
        lock (_lock)
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
        lock (_lock) return $"{random.NextInt64():x16}{random.NextInt64():x16}";
    }
}
