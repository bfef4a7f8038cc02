namespace Zhiyu.Core.Execution.Models.Simulated;

/// <summary>An estimate close to common tokenizers: 1.5 Chinese characters, or 4 others, for each token.</summary>
internal static class TokenEstimate
{
    public static int Of(string text)
    {
        var ideographs = text.Count(c => c is >= '\u3000' and <= '\u9fff' or >= '\uff00' and <= '\uffef');
        return (int)Math.Ceiling((ideographs / 1.5) + ((text.Length - ideographs) / 4.0));
    }
}
