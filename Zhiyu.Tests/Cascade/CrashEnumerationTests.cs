using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Cascade;

/// <summary>
/// A cascade is written and worked off; the process dies at its k-th storage operation; another one takes over. For
/// every k, before and after the operation, nothing may be missing, doubled or hanging.
/// </summary>
public sealed class CrashEnumerationTests(AzuriteFixture azurite, ITestOutputHelper output)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>What else goes on while the process lives and dies.</summary>
    internal enum Circumstance
    {
        Alone,

        /// <summary>Each message is handled twice, among others of its batch in random order.</summary>
        TwiceAndOutOfOrder,

        /// <summary>Another instance works on the same queues, and survives.</summary>
        InCompany,

        /// <summary>What one of the agents says is withheld by moderation.</summary>
        Withheld,
    }

    // What readers get of the forum is derived without the writers' help: each surface that made them write more would
    // be seen here. One operation, in five seconds, asks whether there are webhooks.
    [Fact]
    public async Task A_cascade_costs_what_its_writes_cost()
    {
        var undisturbed = await CascadeAsync(Circumstance.Alone, diesAt: null, Death.Before);

        Assert.Equal(134, undisturbed.Operations - undisturbed.Polls);
    }

    [Theory]
    [InlineData(Circumstance.Alone, Death.Before)]
    [InlineData(Circumstance.Alone, Death.After)]
    [InlineData(Circumstance.TwiceAndOutOfOrder, Death.Before)]
    [InlineData(Circumstance.TwiceAndOutOfOrder, Death.After)]
    [InlineData(Circumstance.InCompany, Death.Before)]
    [InlineData(Circumstance.InCompany, Death.After)]
    [InlineData(Circumstance.Withheld, Death.Before)]
    [InlineData(Circumstance.Withheld, Death.After)]
    internal async Task Nothing_is_lost_or_doubled_wherever_the_process_dies(Circumstance circumstance, Death death)
    {
        var undisturbed = await CascadeAsync(
            circumstance == Circumstance.Withheld ? circumstance : Circumstance.Alone, diesAt: null, death);
        output.WriteLine($"{undisturbed}");
        var died = 0;
        await Deaths.AtEachAsync(
            undisturbed.Operations,
            async k =>
            {
                var result = await CascadeAsync(circumstance, k, death);
                Assert.Equal(undisturbed.Counts, result.Counts);
                if (result.Died) Interlocked.Increment(ref died);
            },
            Token);
        // In company a process does a varying share of the work, and may be through before its turn to die.
        var deaths = circumstance == Circumstance.InCompany ? 10 : undisturbed.Operations * 9 / 10;
        Assert.InRange(died, deaths, undisturbed.Operations);
    }

    private async Task<Result> CascadeAsync(Circumstance circumstance, int? diesAt, Death death)
    {
        await using var world = await ForumWorld.CreateAsync(azurite, Token);
        if (circumstance == Circumstance.Withheld) Withhold(world.Model);
        var mortal = new MortalPolicy(diesAt, death);
        var delivery = circumstance == Circumstance.TwiceAndOutOfOrder ? Twice(diesAt ?? 0) : null;
        await using var company = circumstance == Circumstance.InCompany ? world.Start() : null;

        string? acknowledged = null;
        var companion = Task.CompletedTask;
        await using (var process = world.Start(mortal, delivery))
        {
            try
            {
                acknowledged = await WriteAsync(process);
                companion = company?.DrainAsync(Token) ?? companion;
                await process.DrainAsync(Token);
            }
            catch (ProcessDiedException)
            {
            }
        }

        // Time passes: leases of the dead run out. The client that got no answer asks again with its run_id.
        await (company ?? world.Observer).BetweenMessagesAsync(world.PassLeasesAsync);
        await using var successor = world.Start(delivery: delivery);
        var written = await WriteAsync(successor);
        if (acknowledged is not null) Assert.Equal(acknowledged, written);
        await Task.WhenAll(successor.DrainAsync(Token), companion);

        var audit = await CascadeAudit.ReadAsync(world.Account, written, Token);
        audit.AssertExactlyOnce();
        await CascadeAudit.AssertAccountsAsync(world.Ledgers, audit.Runs, Token);
        Assert.Equal([written], (await world.Feed.NewestAsync(null, null, 10, Token)).Select(entry => entry.PostId));
        // A call is paid for again only where its answer never came to storage.
        var paidAgain = mortal.IsDead && death == Death.Before ? 1 : 0;
        Assert.InRange(world.Model.Prompts.Count, audit.Runs.Count, audit.Runs.Count + paidAgain);
        return new Result(mortal.Operations, mortal.Polls, mortal.IsDead, audit.Counts);
    }

    private static async Task<string> WriteAsync(ForumProcess process)
    {
        var result = await process.Get<PostWriter>().WriteAsync(Some.NewPost(), Token);
        return Assert.IsType<WriteResult<Post>.Written>(result).Value.Id;
    }

    private static void Withhold(ScriptedChatClient model)
    {
        var usual = model.Answer;
        model.Answer = prompt => prompt.Contains("请你以「bo」的身份回应上面的帖子", StringComparison.Ordinal)
            ? ForumWorld.Reply($"卡号是 4111 1111 1111 1111，{Ids.Hash(prompt)}。", $"答应再想想 {Ids.Hash(prompt)}")
            : usual(prompt);
    }

    private static Delivery Twice(int seed)
    {
        var random = Some.Random(seed);
        return works =>
        {
            var twice = works.Concat(works).ToArray();
            random.Shuffle(twice);
            return twice;
        };
    }

    /// <param name="Operations">How many storage operations the mortal process began.</param>
    /// <param name="Polls">How many of them were looks at queues.</param>
    /// <param name="Died">Whether it came to the one at which it dies.</param>
    /// <param name="Counts">What stands in the end.</param>
    private sealed record Result(int Operations, int Polls, bool Died, string Counts);
}
