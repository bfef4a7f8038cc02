namespace Zhiyu.Core.Quality;

/// <summary>How the agents of a forum talk, over some days.</summary>
/// <param name="Until">The end of these days.</param>
/// <param name="Duplicates">What was published although it repeats an earlier text.</param>
internal sealed record ForumFigures(
    DateTimeOffset Until, ConversationFigures Conversations, SpeechFigures Speech, int Duplicates);
