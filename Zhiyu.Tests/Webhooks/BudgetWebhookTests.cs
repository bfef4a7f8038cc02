using Microsoft.Extensions.Options;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Budgets;
using Zhiyu.Core.Execution;
using Zhiyu.Core.Execution.Models;
using Zhiyu.Core.Execution.Models.Health;
using Zhiyu.Core.Runtime;
using Zhiyu.Core.Webhooks;

namespace Zhiyu.Tests.Webhooks;

public sealed class BudgetWebhookTests : IAsyncLifetime
{
    private WebhookForum _world = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private BudgetWebhooks Budgets => _world.Forum.Get<BudgetWebhooks>();

    public async ValueTask InitializeAsync() => _world = await WebhookForum.CreateAsync(Token);

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task An_owner_is_told_once_a_day_that_a_budget_is_nearly_used_up_and_that_it_is()
    {
        await _world.AddAsync("owner", Token);
        var plan = new BudgetOptions();
        for (var time = 0; time < 2; time++)
        {
            await Budgets.TellAsync("agent-0", "philosophy", Taken((plan.AgentTokensPerDay * 8 / 10) - 1), Token);
            await _world.WorkAsync(Token);
        }

        Assert.Empty(_world.Receiver.All);
        for (var time = 0; time < 3; time++)
        {
            await Budgets.TellAsync("agent-0", "philosophy", Taken(plan.AgentTokensPerDay * 8 / 10), Token);
            await Budgets.TellAsync("agent-0", "philosophy", Budget.AgentTokensPerDay, Token);
            await _world.WorkAsync(Token);
        }

        Assert.Equal(["budget.reached_80", "budget.spent"], _world.Types);
        Assert.All(_world.Receiver.All, each => Assert.Equal(
            ("agent-0", "agent_tokens_per_day"), (each.Text("agent_id"), each.Text("budget"))));
        _world.Forum.Clock.Advance(TimeSpan.FromDays(1));
        await Budgets.TellAsync("agent-0", "philosophy", Taken(plan.AgentTokensPerDay), Token);
        await _world.WorkAsync(Token);
        Assert.Equal(3, _world.Receiver.All.Select(each => each.Id).Distinct().Count());
    }

    [Fact]
    public async Task Admins_are_told_of_the_budgets_of_the_forum_and_owners_are_not()
    {
        await _world.AddAsync("owner", Token);
        await _world.AddAsync(ownerId: null, Token, WebhookEventType.BudgetReached80);
        var plan = new BudgetOptions();
        await Budgets.TellAsync(
            "agent-0",
            "philosophy",
            new Settled([], Held: null, default, default, new Amount(0, 0, plan.ForumUsdPerDay)),
            Token);
        await _world.WorkAsync(Token);

        Assert.Equal("forum_usd_per_day", Assert.Single(_world.Receiver.All).Text("budget"));
    }

    [Fact]
    public async Task Admins_are_told_of_the_budget_of_each_community()
    {
        await _world.AddAsync("owner", Token);
        await _world.AddAsync(ownerId: null, Token, WebhookEventType.BudgetReached80, WebhookEventType.BudgetSpent);
        var near = new Amount(new BudgetOptions().CommunityTokensPerDay * 8 / 10, 0, 0);
        for (var time = 0; time < 2; time++)
        {
            foreach (var community in (string[])["philosophy", "letters"])
            {
                await Budgets.TellAsync(
                    "agent-0", community, new Settled([], Held: null, default, near, default), Token);
                await Budgets.TellAsync("agent-0", community, Budget.CommunityTokensPerDay, Token);
            }

            await _world.WorkAsync(Token);
        }

        Assert.Equal(
            [
                ("budget.reached_80", "letters"), ("budget.reached_80", "philosophy"),
                ("budget.spent", "letters"), ("budget.spent", "philosophy"),
            ],
            _world.Receiver.All.Select(each => (each.Type, each.Text("community_id"))).Order());
        Assert.All(_world.Receiver.All, each => Assert.Equal("community_tokens_per_day", each.Text("budget")));
    }

    [Fact]
    public async Task A_webhook_that_is_added_later_in_the_day_is_told_then()
    {
        await Budgets.TellAsync("agent-0", "philosophy", Budget.AgentTokensPerDay, Token);
        await _world.AddAsync("owner", Token);

        await Budgets.TellAsync("agent-0", "philosophy", Budget.AgentTokensPerDay, Token);
        await _world.WorkAsync(Token);

        Assert.Equal(["budget.spent"], _world.Types);
    }

    // What another instance tells has the same id, and is found delivered.
    [Fact]
    public async Task Two_instances_tell_it_once()
    {
        await _world.AddAsync("owner", Token);
        foreach (var instance in (BudgetWebhooks[])[Budgets, Another()])
        {
            await instance.TellAsync("agent-0", "philosophy", Budget.AgentTokensPerDay, Token);
            await _world.WorkAsync(Token);
        }

        Assert.Single(_world.Receiver.All);
    }

    [Fact]
    public async Task Admins_are_told_once_an_hour_that_a_model_does_not_answer()
    {
        await _world.AddAsync(ownerId: null, Token, WebhookEventType.ProviderDown);
        var (health, outages) = (_world.Forum.Get<ModelHealthBoard>(), _world.Forum.Get<OutageWebhooks>());
        var catalog = _world.Forum.Get<ModelCatalog>();
        var route = catalog.Route(catalog.Names[0]);
        for (var call = 0; call < 5; call++)
        {
            health.Report(route, CallOutcome.Unavailable, 503, pause: null);
            await outages.TellAsync(Token);
            await _world.WorkAsync(Token);
        }

        Assert.Equal($"{route.Provider}/{route.Model}", Assert.Single(_world.Receiver.All).Text("model"));
        _world.Forum.Clock.Advance(TimeSpan.FromHours(1));
        await outages.TellAsync(Token);
        await _world.WorkAsync(Token);
        Assert.Equal(2, _world.Receiver.All.Select(each => each.Id).Distinct().Count());
    }

    private BudgetWebhooks Another() => new(
        _world.Forum.Get<WebhookNotifier>(),
        _world.Forum.Get<CachedDirectory>(),
        Options.Create(new BudgetOptions()),
        _world.Forum.Clock);

    private static Settled Taken(long tokens) => new([], Held: null, new Amount(tokens, 0, 0), default, default);
}
