using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Execution.Models.Simulated;

/// <summary>The rhetorical moves of a reply, and what it recalls.</summary>
/// <param name="Moves">The moves, in order.</param>
/// <param name="Recalled">The note that it calls back to; null for none.</param>
internal sealed record ReplyPlan(IReadOnlyList<string> Moves, PromptSection? Recalled)
{
    private const double RecallRate = 0.6;
    private const double ReconcileRate = 0.2;
    private const double PromiseRate = 0.12;
    private const double WearyRate = 0.15;

    // After so many own comments in one exchange, an agent may give in or grow tired.
    private const int LongExchange = 2;

    /// <summary>The attitude that the moves show; null when they show none.</summary>
    public Attitude? Attitude =>
        Moves.Contains("reconcile") ? Threads.Attitude.Agrees
        : Moves.Contains("weary") ? Threads.Attitude.Weary
        : Moves.Contains("sharp") || Moves.Contains("differ") ? Threads.Attitude.Differs
        : Moves.Contains("agree") ? Threads.Attitude.Agrees
        : Moves.Contains("joke") ? Threads.Attitude.Amused
        : Moves.Contains("ask") ? Threads.Attitude.Curious
        : null;

    public static ReplyPlan Of(PromptReading prompt, IReadOnlyList<string> shapes, SimulatedRandom random)
    {
        var exchange = prompt.Sections.Count(section => section is { Kind: "ancestor", IsOwn: true });
        var moves = Weighted(shapes, shape => WeightOf(shape, prompt), random).Split(' ').ToList();

        var stance = moves.FindIndex(move => move is "differ" or "agree" or "joke");
        if ((prompt.IsAtOdds || exchange >= LongExchange) && stance >= 0 && random.NextDouble() < ReconcileRate)
        {
            moves[stance] = "reconcile";
            moves.RemoveAll(move => move == "differ");
        }
        else if (prompt.IsAtOdds && moves.IndexOf("differ") is >= 0 and var differ)
        {
            moves[differ] = "sharp";
        }
        else if (exchange >= LongExchange && moves[0] == "open" && random.NextDouble() < WearyRate)
        {
            moves[0] = "weary";
        }

        var recalled = random.NextDouble() < RecallRate ? FittingNote(prompt) : null;
        if (recalled is not null) Put($"recall_{recalled.NoteKind}", inPlaceOf: "example");
        if (moves.Count > 1 && random.NextDouble() < PromiseRate) moves[^1] = "promise";
        return new ReplyPlan(moves, recalled);

        void Put(string move, string inPlaceOf)
        {
            if (moves.IndexOf(inPlaceOf) is >= 0 and var place) moves[place] = move;
            else moves.Insert(Math.Min(2, moves.Count), move);
        }
    }

    /// <summary>
    /// The first note about the answered author, the topic or something that the thread names, unless it was brought up
    /// in the thread before.
    /// </summary>
    public static PromptSection? FittingNote(PromptReading prompt)
    {
        var thread = prompt.Sections.Where(section => section.Kind is not ("memory" or "relations" or "openings"))
            .ToList();
        return prompt.Recalled.FirstOrDefault(note => note.Body.Length > 0 && note.About.Length > 0
            && (IsNamed(note.About, prompt.Answered) || IsNamed(note.About, prompt.Post))
            && !thread.Exists(section => IsNamed(SimulatedSpeech.GistOf(note.Body), section)));
    }

    private static bool IsNamed(string text, PromptSection? section) =>
        section?.Text.Contains(text, StringComparison.OrdinalIgnoreCase) == true;

    // A knob of 5 changes nothing; 10 makes its move three times as likely, 0 makes it rare.
    private static double WeightOf(string shape, PromptReading prompt)
    {
        var weight = 1.0;
        foreach (var move in shape.Split(' '))
            weight *= move switch
            {
                "joke" => Factor("Humour"),
                "ask" => Factor("Asking"),
                "differ" => Factor("Sharpness") * (prompt.IsAtOdds ? 2 : prompt.IsOfOneMind ? 0.6 : 1),
                "agree" => (prompt.IsAtOdds ? 0.5 : prompt.IsOfOneMind ? 2 : 1) / Math.Sqrt(Factor("Sharpness")),
                _ => 1,
            };
        return weight;

        double Factor(string knob) => Math.Pow(3, (prompt.Knob(knob) - 5) / 5.0);
    }

    private static string Weighted(
        IReadOnlyList<string> shapes, Func<string, double> weightOf, SimulatedRandom random)
    {
        var left = random.NextDouble() * shapes.Sum(weightOf);
        return shapes.FirstOrDefault(shape => (left -= weightOf(shape)) < 0) ?? shapes[^1];
    }
}
