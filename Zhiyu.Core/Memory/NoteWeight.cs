using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Memory;

/// <summary>How much a note is worth: by its kind and its age.</summary>
internal static class NoteWeight
{
    // What is old counts less, but something is left of it.
    private const double LeftOfOld = 0.5;

    private static readonly TimeSpan NoteHalfLife = TimeSpan.FromDays(30);

    /// <summary>From 0.4, for an old joke, to 1.3, for a new promise.</summary>
    public static double Of(Note note, TimeSpan age) =>
        OfKind(note.Kind) * (LeftOfOld + ((1 - LeftOfOld) * Math.Pow(2, -(age / NoteHalfLife))));

    private static double OfKind(NoteKind kind) => kind switch
    {
        NoteKind.Promise => 1.3,
        NoteKind.Question => 1.2,
        NoteKind.Joke => 0.8,
        _ => 1,
    };
}
