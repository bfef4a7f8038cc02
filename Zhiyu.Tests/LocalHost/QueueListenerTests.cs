using Azure.Storage.Queues.Models;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.LocalHost;

public sealed class QueueListenerTests(AzuriteFixture azurite)
{
    private readonly QueueApp _app = new(azurite.NewAccount());

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_record_binds_whatever_the_case_of_its_names()
    {
        await using var app = await _app.StartAsync();

        await _app.SendAsync("letters", """{ "NAME": "ann", "count": 3 }""");

        Assert.Equal("ann 3", await _app.Received.NextAsync());
        await _app.UntilEmptyAsync("letters");
    }

    [Fact]
    public async Task A_string_and_bytes_bind_as_they_are()
    {
        await using var app = await _app.StartAsync();

        await _app.SendAsync("texts", "智域");
        await _app.SendAsync("bytes", "abc");

        string[] both = [await _app.Received.NextAsync(), await _app.Received.NextAsync()];
        Assert.Equal(["bytes 3", "text 智域"], both.Order());
    }

    [Fact]
    public async Task Without_encoding_the_text_binds_as_it_is()
    {
        await using var app = await _app.StartAsync(("messageEncoding", "none"));

        await _app.Client("texts").SendMessageAsync("plain", Token);

        Assert.Equal("text plain", await _app.Received.NextAsync());
    }

    [Fact]
    public async Task A_batch_is_taken_only_when_there_is_room()
    {
        await _app.CreateAsync("held");
        foreach (var number in Enumerable.Range(0, 5)) await _app.SendAsync("held", $"{number}");
        await using var app = await _app.StartAsync(("batchSize", "2"), ("newBatchThreshold", "0"));

        await Eventually.TrueAsync(() => _app.Received.Count == 2);
        _app.Received.Gate.SetResult();
        await Eventually.TrueAsync(() => _app.Received.Count == 5);

        Assert.Equal(2, _app.Received.MostAtOnce);
    }

    [Fact]
    public async Task A_message_stays_invisible_while_its_function_runs_and_is_deleted_after_renewals()
    {
        await using var app = await _app.StartAsync(TimeSpan.FromSeconds(1));

        await _app.SendAsync("held", "long");
        await Eventually.TrueAsync(() => _app.Received.Count == 1);
        // Twice as long as it would be invisible without renewal: nothing but time can show it.
        await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System, Token);
        _app.Received.Gate.SetResult();

        await _app.UntilEmptyAsync("held");
        Assert.Equal(1, _app.Received.Count);
    }

    [Fact]
    public async Task A_switched_off_function_leaves_its_queue_alone_until_it_is_on_again()
    {
        await using var app = await _app.StartAsync();
        app.Configuration["AzureWebJobs.Texts.Disabled"] = "true";
        // One that was being received while the switch turned may still run.
        await _app.SendAsync("texts", "maybe");
        await _app.SendAsync("letters", """{ "Name": "other", "Count": 1 }""");
        await Eventually.TrueAsync(() => _app.Received.All.Contains("other 1"));
        await _app.SendAsync("texts", "kept");
        await _app.SendAsync("letters", """{ "Name": "other", "Count": 2 }""");
        await Eventually.TrueAsync(() => _app.Received.All.Contains("other 2"));
        Assert.DoesNotContain("text kept", _app.Received.All);

        app.Configuration["AzureWebJobs.Texts.Disabled"] = "false";

        await Eventually.TrueAsync(() => _app.Received.All.Contains("text kept"));
    }

    [Fact]
    public async Task A_drained_stop_gives_the_message_back_at_once()
    {
        await using var app = await _app.StartAsync();
        await _app.SendAsync("patient", "unfinished");
        await Eventually.TrueAsync(() => _app.Received.Count == 1);

        await app.StopAsync().Soon();

        QueueMessage message = await _app.Client("patient").ReceiveMessageAsync(cancellationToken: Token);
        Assert.Equal("unfinished", QueueApp.Decoded(message));
    }

    [Fact]
    public async Task A_function_that_ignores_its_token_loses_its_message_when_the_limit_has_passed()
    {
        await using var app = await _app.StartAsync(TimeSpan.FromSeconds(60), TimeSpan.FromMilliseconds(200));
        await _app.SendAsync("held", "stuck");
        await Eventually.TrueAsync(() => _app.Received.Count == 1);

        await app.StopAsync().Soon();

        QueueMessage message = await _app.Client("held").ReceiveMessageAsync(cancellationToken: Token);
        Assert.Equal("stuck", QueueApp.Decoded(message));
        _app.Received.Gate.SetResult();
    }

    [Fact]
    public async Task A_queue_deleted_while_listening_is_made_again()
    {
        await using var app = await _app.StartAsync();
        await _app.SendAsync("texts", "before");
        Assert.Equal("text before", await _app.Received.NextAsync());

        await _app.Client("texts").DeleteAsync(Token);
        await _app.LoggedAsync("is read again");
        await _app.SendAsync("texts", "after");

        Assert.Equal("text after", await _app.Received.NextAsync());
        Assert.Single(_app.Logs.All, line => line.Contains("can't be read", StringComparison.Ordinal));
    }
}
