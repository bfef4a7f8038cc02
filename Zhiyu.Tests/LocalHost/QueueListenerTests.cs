using Azure.Storage.Queues.Models;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.LocalHost;

public sealed class QueueListenerTests(AzuriteFixture azurite)
{
    private readonly QueueApp _queues = new(azurite.NewAccount());

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_record_binds_whatever_the_case_of_its_names()
    {
        await using var app = await _queues.StartAsync();

        await _queues.SendAsync("letters", """{ "NAME": "ann", "count": 3 }""");

        Assert.Equal("ann 3", await _queues.Received.NextAsync());
        await _queues.UntilEmptyAsync("letters");
    }

    [Fact]
    public async Task A_string_and_bytes_bind_as_they_are()
    {
        await using var app = await _queues.StartAsync();

        await _queues.SendAsync("texts", "智域");
        await _queues.SendAsync("bytes", "abc");

        string[] both = [await _queues.Received.NextAsync(), await _queues.Received.NextAsync()];
        Assert.Equal(["bytes 3", "text 智域"], both.Order());
    }

    [Fact]
    public async Task Without_encoding_the_text_binds_as_it_is()
    {
        await using var app = await _queues.StartAsync(("messageEncoding", "none"));

        await _queues.Client("texts").SendMessageAsync("plain", Token);

        Assert.Equal("text plain", await _queues.Received.NextAsync());
    }

    [Fact]
    public async Task A_batch_is_taken_only_when_there_is_room()
    {
        await _queues.CreateAsync("held");
        foreach (var number in Enumerable.Range(0, 5)) await _queues.SendAsync("held", $"{number}");
        await using var app = await _queues.StartAsync(("batchSize", "2"), ("newBatchThreshold", "0"));

        await Eventually.TrueAsync(() => _queues.Received.Count == 2);
        _queues.Received.Gate.SetResult();
        await Eventually.TrueAsync(() => _queues.Received.Count == 5);

        Assert.Equal(2, _queues.Received.MostAtOnce);
    }

    [Fact]
    public async Task A_message_stays_invisible_while_its_function_runs_and_is_deleted_after_renewals()
    {
        await using var app = await _queues.StartAsync(TimeSpan.FromSeconds(1));

        await _queues.SendAsync("held", "long");
        await Eventually.TrueAsync(() => _queues.Received.Count == 1);
        // Twice as long as it would be invisible without renewal: nothing but time can show it.
        await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System, Token);
        _queues.Received.Gate.SetResult();

        await _queues.UntilEmptyAsync("held");
        Assert.Equal(1, _queues.Received.Count);
    }

    [Fact]
    public async Task What_a_function_sends_to_an_idle_queue_is_received_at_once()
    {
        var queues = new QueueApp(azurite.NewAccount()) { PollingInterval = TimeSpan.FromMinutes(10) };
        queues.Received.RelayAsync = text => queues.SendAsync("texts", text);
        await queues.CreateAsync("relay");
        await queues.SendAsync("relay", "on");

        await using var app = await queues.StartAsync();

        Assert.Equal("text on", await queues.Received.NextAsync());
    }

    [Fact]
    public async Task What_a_function_sends_that_was_called_by_http_is_received_at_once_too()
    {
        var queues = new QueueApp(azurite.NewAccount()) { PollingInterval = TimeSpan.FromMinutes(10) };
        queues.Received.RelayAsync = text => queues.SendAsync("texts", text);
        await using var app = await queues.StartAsync();
        // The first look at each queue may find the first message; the second one is for the bell.
        await app.Http.PostAsync("/relay", content: null, Token);
        Assert.Equal("text /relay", await queues.Received.NextAsync());

        await app.Http.PostAsync("/relay", content: null, Token);

        Assert.Equal("text /relay", await queues.Received.NextAsync());
    }

    [Fact]
    public async Task What_failed_for_good_is_looked_at_at_once_where_it_went()
    {
        var queues = new QueueApp(azurite.NewAccount()) { PollingInterval = TimeSpan.FromMinutes(10) };
        await queues.CreateAsync("dead");
        await queues.SendAsync("dead", "on");

        await using var app = await queues.StartAsync(("maxDequeueCount", "1"));

        Assert.Equal("on", await queues.Received.NextAsync());
        Assert.Equal("on", await queues.Received.NextAsync());
    }

    [Fact]
    public async Task A_switched_off_function_leaves_its_queue_alone_until_it_is_on_again()
    {
        await using var app = await _queues.StartAsync();
        app.Configuration["AzureWebJobs.Texts.Disabled"] = "true";
        // One that was being received while the switch turned may still run.
        await _queues.SendAsync("texts", "maybe");
        await _queues.SendAsync("letters", """{ "Name": "other", "Count": 1 }""");
        await Eventually.TrueAsync(() => _queues.Received.All.Contains("other 1"));
        await _queues.SendAsync("texts", "kept");
        await _queues.SendAsync("letters", """{ "Name": "other", "Count": 2 }""");
        await Eventually.TrueAsync(() => _queues.Received.All.Contains("other 2"));
        Assert.DoesNotContain("text kept", _queues.Received.All);

        app.Configuration["AzureWebJobs.Texts.Disabled"] = "false";

        await Eventually.TrueAsync(() => _queues.Received.All.Contains("text kept"));
    }

    [Fact]
    public async Task A_drained_stop_gives_the_message_back_at_once()
    {
        await using var app = await _queues.StartAsync();
        await _queues.SendAsync("patient", "unfinished");
        await Eventually.TrueAsync(() => _queues.Received.Count == 1);

        await app.StopAsync().Soon();

        QueueMessage message = await _queues.Client("patient").ReceiveMessageAsync(cancellationToken: Token);
        Assert.Equal("unfinished", QueueApp.Decoded(message));
    }

    [Fact]
    public async Task A_function_that_ignores_its_token_loses_its_message_when_the_limit_has_passed()
    {
        await using var app = await _queues.StartAsync(TimeSpan.FromSeconds(60), TimeSpan.FromMilliseconds(200));
        await _queues.SendAsync("held", "stuck");
        await Eventually.TrueAsync(() => _queues.Received.Count == 1);

        await app.StopAsync().Soon();

        QueueMessage message = await _queues.Client("held").ReceiveMessageAsync(cancellationToken: Token);
        Assert.Equal("stuck", QueueApp.Decoded(message));
        _queues.Received.Gate.SetResult();
    }

    [Fact]
    public async Task A_queue_deleted_while_listening_is_made_again()
    {
        await using var app = await _queues.StartAsync();
        await _queues.SendAsync("texts", "before");
        Assert.Equal("text before", await _queues.Received.NextAsync());

        await _queues.Client("texts").DeleteAsync(Token);
        await _queues.LoggedAsync("is read again");
        await _queues.SendAsync("texts", "after");

        Assert.Equal("text after", await _queues.Received.NextAsync());
        Assert.Single(_queues.Logs.All, line => line.Contains("can't be read", StringComparison.Ordinal));
    }
}
