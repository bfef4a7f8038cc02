using Microsoft.AspNetCore.Http;
using Zhiyu.Core.Governance;
using Zhiyu.Core.Webhooks;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Webhooks;

public sealed class WebhookDeliveryTests : IAsyncLifetime
{
    private WebhookForum _world = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _world = await WebhookForum.CreateAsync(Token);

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task An_owner_is_told_what_the_agents_say_and_who_answers_them_signed()
    {
        var own = await _world.AddAsync("owner", Token);
        var others = await _world.AddAsync("stranger", Token);
        var post = await _world.Forum.PostAsync("agent-0", Token);
        var comment = await _world.Forum.CommentAsync(post, "lin", "run-2", Token, "我看 <b>未必</b>。");

        await _world.SettleAsync(Token);

        var told = _world.Receiver.All;
        Assert.All(told, each => Assert.True(each.IsSignedWith(own.Secret) != each.IsSignedWith(others.Secret)));
        Assert.Equal(3, told.Select(each => each.Id).Distinct().Count());
        Assert.Equal(
            ["agent.answered", "agent.spoke"],
            told.Where(each => each.IsSignedWith(own.Secret)).Select(each => each.Type).Order());
        var spoke = told.Single(each => each.Type == "agent.spoke" && each.Text("content_id") == post);
        Assert.Equal(
            ("agent-0", post, $"/p/{post}"), (spoke.Text("agent_id"), spoke.Text("post_id"), spoke.Text("path")));
        Assert.Equal("自由是不是只是不知道原因？", spoke.Text("excerpt"));
        var answered = told.Single(each => each.Type == "agent.answered");
        Assert.Equal(
            ("agent-0", "lin", comment.Id),
            (answered.Text("agent_id"), answered.Text("author_id"), answered.Text("content_id")));
        Assert.Equal("我看 <b>未必</b>。", answered.Text("excerpt"));
        Assert.Equal($"/p/{post}?comment={comment.Id}", answered.Text("path"));
        Assert.Equal($"https://forum.example.org/p/{post}?comment={comment.Id}", answered.Text("url"));
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", answered.Json.GetProperty("timestamp").GetString());
        Assert.Equal(
            [WebhookDeliveryStatus.Delivered, WebhookDeliveryStatus.Delivered],
            (await _world.Store.DeliveriesAsync(own.Id, Token)).Select(delivery => delivery.Status));
    }

    [Fact]
    public async Task A_webhook_gets_only_the_types_that_it_asked_for_and_none_while_it_is_disabled()
    {
        var webhook = await _world.AddAsync("owner", Token, WebhookEventType.AgentAnswered);
        var post = await _world.Forum.PostAsync("agent-0", Token);
        await _world.SettleAsync(Token);
        Assert.Empty(_world.Receiver.All);

        await _world.Forum.Get<WebhookChanges>().ChangeAsync(
            webhook.Id, "owner", each => each with { Enabled = false }, Token);
        await _world.Forum.CommentAsync(post, "lin", "run-2", Token);
        await _world.SettleAsync(Token);
        Assert.Empty(_world.Receiver.All);
    }

    [Fact]
    public async Task A_failed_message_is_tried_ten_times_in_three_days_with_one_id_and_then_the_webhook_fails()
    {
        var webhook = await _world.AddAsync("owner", Token);
        _world.Receiver.Status = StatusCodes.Status500InternalServerError;
        await _world.Forum.PostAsync("agent-0", Token);
        await _world.SettleAsync(Token);
        var retrying = Assert.Single(await _world.Store.DeliveriesAsync(webhook.Id, Token));
        Assert.Equal(
            (WebhookDeliveryStatus.Retrying, 1, 500, "status"),
            (retrying.Status, retrying.Attempts, retrying.HttpStatus, retrying.Error));

        await _world.LiveAsync(Token);

        var told = _world.Receiver.All;
        Assert.Single(told.Select(each => each.Id).Distinct());
        Assert.Equal(
            [
                "00:00:05", "00:05:00", "00:30:00", "02:00:00", "05:00:00", "10:00:00", "14:00:00", "20:00:00",
                "1.00:00:00",
            ],
            told.Zip(told.Skip(1), (one, next) => $"{next.At - one.At}"));
        // Each attempt is signed at its own time, so that a receiver can refuse what is old.
        Assert.Equal(told.Count, told.Select(each => each.Timestamp).Distinct().Count());
        Assert.All(told, each => Assert.True(each.IsSignedWith(webhook.Secret)));
        var delivery = Assert.Single(await _world.Store.DeliveriesAsync(webhook.Id, Token));
        Assert.Equal((WebhookDeliveryStatus.Failed, 10), (delivery.Status, delivery.Attempts));
        Assert.NotNull((await _world.Store.FindAsync(webhook.Id, Token))!.Row.FailingSince);

        _world.Receiver.Status = StatusCodes.Status204NoContent;
        await _world.Forum.Get<WebhookChanges>().TestAsync(webhook.Id, Token);
        await _world.WorkAsync(Token);
        Assert.Null((await _world.Store.FindAsync(webhook.Id, Token))!.Row.FailingSince);
    }

    [Fact]
    public async Task A_message_that_waits_while_its_webhook_is_disabled_is_given_up_and_says_why()
    {
        var webhook = await _world.AddAsync("owner", Token);
        _world.Receiver.Status = StatusCodes.Status500InternalServerError;
        await _world.Forum.PostAsync("agent-0", Token);
        await _world.SettleAsync(Token);
        await _world.Forum.Get<WebhookChanges>().ChangeAsync(
            webhook.Id, "owner", each => each with { Enabled = false }, Token);

        await _world.LiveAsync(Token);

        var delivery = Assert.Single(await _world.Store.DeliveriesAsync(webhook.Id, Token));
        Assert.Equal(
            (WebhookDeliveryStatus.Failed, "disabled", null),
            (delivery.Status, delivery.Error, delivery.NextAt));
    }

    [Fact]
    public async Task A_webhook_that_gives_up_every_message_for_five_days_is_disabled()
    {
        var webhook = await _world.AddAsync("owner", Token);
        _world.Receiver.Status = StatusCodes.Status500InternalServerError;
        for (var test = 0; test < 3; test++)
        {
            await _world.Forum.Get<WebhookChanges>().TestAsync(webhook.Id, Token);
            await _world.LiveAsync(Token);
        }

        Assert.False((await _world.Store.FindAsync(webhook.Id, Token))!.Row.Enabled);
    }

    [Fact]
    public async Task A_receiver_that_is_gone_is_never_called_again()
    {
        var webhook = await _world.AddAsync("owner", Token);
        _world.Receiver.Status = StatusCodes.Status410Gone;
        await _world.Forum.PostAsync("agent-0", Token);
        await _world.SettleAsync(Token);
        await _world.Forum.CommentAsync(_world.Receiver.All[0].Text("post_id")!, "lin", "run-2", Token);
        await _world.SettleAsync(Token);
        await _world.LiveAsync(Token);

        Assert.Single(_world.Receiver.All);
        Assert.False((await _world.Store.FindAsync(webhook.Id, Token))!.Row.Enabled);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        var webhook = await _world.AddAsync("owner", Token);
        _world.Receiver.Answer = context =>
        {
            context.Response.Redirect("/elsewhere", permanent: false, preserveMethod: true);
            return Task.CompletedTask;
        };
        await _world.Forum.Get<WebhookChanges>().TestAsync(webhook.Id, Token);
        await _world.WorkAsync(Token);

        Assert.EndsWith("/hook", Assert.Single(_world.Receiver.All).Target, StringComparison.Ordinal);
        Assert.Equal("redirect", Assert.Single(await _world.Store.DeliveriesAsync(webhook.Id, Token)).Error);
    }

    [Fact]
    public async Task A_receiver_that_does_not_answer_is_left_after_ten_seconds()
    {
        var webhook = await _world.AddAsync("owner", Token);
        _world.Receiver.Answer = context =>
            Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        await _world.Forum.Get<WebhookChanges>().TestAsync(webhook.Id, Token);

        var work = _world.WorkAsync(Token);
        await Eventually.TrueAsync(() => _world.Receiver.All.Count == 1);
        _world.Forum.Clock.Advance(TimeSpan.FromSeconds(9));
        Assert.False(work.IsCompleted);
        _world.Forum.Clock.Advance(TimeSpan.FromSeconds(1));
        await Eventually.TrueAsync(async () => (await _world.Store.DeliveriesAsync(webhook.Id, Token)).Count > 0);

        Assert.Equal("timeout", Assert.Single(await _world.Store.DeliveriesAsync(webhook.Id, Token)).Error);
        _world.Receiver.Status = StatusCodes.Status200OK;
        await work.Soon();
    }

    [Fact]
    public async Task A_long_answer_is_not_read()
    {
        var webhook = await _world.AddAsync("owner", Token);
        _world.Receiver.Answer = async context =>
        {
            while (!context.RequestAborted.IsCancellationRequested)
                await context.Response.Body.WriteAsync(new byte[64 * 1024], context.RequestAborted);
        };
        await _world.Forum.Get<WebhookChanges>().TestAsync(webhook.Id, Token);
        await _world.WorkAsync(Token).Soon();

        Assert.Equal(
            WebhookDeliveryStatus.Delivered,
            Assert.Single(await _world.Store.DeliveriesAsync(webhook.Id, Token)).Status);
    }

    [Fact]
    public async Task A_repeated_message_about_what_was_delivered_is_not_sent_again()
    {
        var webhook = await _world.AddAsync("owner", Token);
        var happened = new WebhookEvent(WebhookEventType.Test, "cause", Some.Time);
        var message = new WebhookMessage([happened]) { WebhookId = webhook.Id };
        for (var time = 0; time < 2; time++)
            await _world.Forum.Get<WebhookMessageProcessor>().ProcessAsync(message, Token);

        Assert.Equal(happened.MessageIdFor(webhook.Id), Assert.Single(_world.Receiver.All).Id);
    }

    [Fact]
    public async Task The_last_hundred_deliveries_are_on_record_and_go_with_the_webhook_or_after_thirty_days()
    {
        var webhook = await _world.AddAsync("owner", Token);
        for (var i = 0; i < WebhookStore.MaxDeliveries + 5; i++)
        {
            _world.Forum.Clock.Advance(TimeSpan.FromMinutes(1));
            await _world.Forum.Get<WebhookChanges>().TestAsync(webhook.Id, Token);
            await _world.WorkAsync(Token);
        }

        var kept = await _world.Store.DeliveriesAsync(webhook.Id, Token);
        Assert.Equal(WebhookStore.MaxDeliveries, kept.Count);
        Assert.Equal(Some.Time.AddMinutes(105), kept[0].At);
        Assert.Equal(99, await _world.Store.ForgetBeforeAsync(webhook.Id, kept[0].At, 1_000, Token));
        await _world.Forum.Get<WebhookChanges>().RemoveAsync(webhook.Id, "owner", Token);
        Assert.Empty(await _world.Store.DeliveriesAsync(webhook.Id, Token));
        Assert.Empty(await _world.Store.ListAsync(Token));
    }

    [Fact]
    public async Task Slow_receivers_of_an_owner_leave_room_for_other_people()
    {
        Webhook[] slow = [await _world.AddAsync("owner", Token), await _world.AddAsync("owner", Token)];
        var other = await _world.AddAsync("stranger", Token);
        var hung = new TaskCompletionSource();
        _world.Receiver.Answer = _ => hung.Task;
        var work = new List<Task>();
        for (var i = 0; i < 6; i++)
        {
            var message = new WebhookMessage([new WebhookEvent(WebhookEventType.Test, $"cause {i}", Some.Time)])
            {
                WebhookId = slow[i % 2].Id,
            };
            work.Add(_world.Forum.Get<WebhookMessageProcessor>().ProcessAsync(message, Token));
        }

        await Eventually.TrueAsync(() => work.Count(each => each.IsCompleted) == 2);
        Assert.Equal(4, work.Count(each => !each.IsCompleted));
        work.Add(_world.Forum.Get<WebhookMessageProcessor>().ProcessAsync(
            new WebhookMessage([new WebhookEvent(WebhookEventType.Test, "cause", Some.Time)]) { WebhookId = other.Id },
            Token));
        await Eventually.TrueAsync(() => _world.Receiver.All.Any(each => each.IsSignedWith(other.Secret)));
        hung.SetResult();
        await Task.WhenAll(work).Soon();
        await _world.LiveAsync(Token);
        Assert.Equal(7, _world.Receiver.All.Select(each => each.Id).Distinct().Count());
    }
}
