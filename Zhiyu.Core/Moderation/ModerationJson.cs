using System.Text.Json.Serialization;

namespace Zhiyu.Core.Moderation;

/// <summary>Source-generated JSON of the moderation endpoint.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ModerationQuestion))]
[JsonSerializable(typeof(ModerationAnswer))]
internal sealed partial class ModerationJson : JsonSerializerContext;

internal sealed record ModerationQuestion(string Model, string Input);

internal sealed record ModerationAnswer(IReadOnlyList<ModerationScores>? Results);

/// <param name="CategoryScores">From 0 to 1, by category; null for a category that was not assessed.</param>
internal sealed record ModerationScores(IReadOnlyDictionary<string, double?>? CategoryScores)
{
    public bool IsValid => CategoryScores is not null && CategoryScores.Values.Any(score => score is not null)
        && CategoryScores.Values.All(score => score is null or (>= 0 and <= 1));
}
