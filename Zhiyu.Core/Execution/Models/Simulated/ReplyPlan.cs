using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Execution.Models.Simulated;

/// <summary>The rhetorical moves of a reply, and what it recalls.</summary>
/// <param name="Moves">The moves, in order.</param>
/// <param name="Recalled">The note that it calls back to; null for none.</param>
internal sealed record ReplyPlan(IReadOnlyList<string> Moves, PromptSection? Recalled)
{
    private const double RecallRate = 0.6;
    private const double ReconcileRate = 0.2;
    private const double PromiseRate = 0.18;
    private const double WearyRate = 0.15;

    // After so many own comments in one exchange, an agent may give in or grow tired.
    private const int LongExchange = 2;

    private static readonly string[] OddsWords = ["不合", "相左", "odds", "disagree"];
    private static readonly string[] FriendWords = ["合得来", "投契", "agree", "in accord"];

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
        var atOdds = OddsWords.Any(word => prompt.Relation.Contains(word, StringComparison.OrdinalIgnoreCase));
        var friends = !atOdds
            && FriendWords.Any(word => prompt.Relation.Contains(word, StringComparison.OrdinalIgnoreCase));
        var exchange = prompt.Sections.Count(section => section is { Kind: "ancestor", IsOwn: true });
        var moves = Weighted(shapes, shape => WeightOf(shape, prompt, atOdds, friends), random).Split(' ').ToList();

        var stance = moves.FindIndex(move => move is "differ" or "agree" or "joke");
        if ((atOdds || exchange >= LongExchange) && stance >= 0 && random.NextDouble() < ReconcileRate)
        {
            moves[stance] = "reconcile";
            moves.RemoveAll(move => move == "differ");
        }
        else if (atOdds && moves.IndexOf("differ") is >= 0 and var differ)
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
            else moves.Insert(Math.Min(1, moves.Count), move);
        }
    }

    /// <summary>The first note about the answered author, the topic or something that the answered text names.</summary>
    public static PromptSection? FittingNote(PromptReading prompt) => prompt.Answered is { } answered
        ? prompt.Recalled.FirstOrDefault(note => note.Body.Length > 0 && note.About.Length > 0
            && (note.About == answered.Author || prompt.Post!.Tags.Contains(note.About)
                || answered.Text.Contains(note.About, StringComparison.OrdinalIgnoreCase)
                || prompt.Post.Text.Contains(note.About, StringComparison.OrdinalIgnoreCase)))
        : null;

    // A knob of 5 changes nothing; 10 makes its move three times as likely, 0 makes it rare.
    private static double WeightOf(string shape, PromptReading prompt, bool atOdds, bool friends)
    {
        var weight = 1.0;
        foreach (var move in shape.Split(' '))
            weight *= move switch
            {
                "joke" => Factor("Humour"),
                "ask" => Factor("Asking"),
                "differ" => Factor("Sharpness") * (atOdds ? 2 : friends ? 0.6 : 1),
                "agree" => (atOdds ? 0.5 : friends ? 2 : 1) / Math.Sqrt(Factor("Sharpness")),
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
