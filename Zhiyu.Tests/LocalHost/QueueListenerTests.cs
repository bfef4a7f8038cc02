using System.Collections.Concurrent;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.LocalHost;

public sealed class QueueListenerTests(AzuriteFixture azurite)
{
    private readonly string _account = azurite.NewAccount();
    private readonly Received _received = new();
    private LocalApp.Setup? _setup;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_record_binds_whatever_the_case_of_its_names()
    {
        await using var app = await StartAsync();

        await SendAsync("letters", """{ "NAME": "ann", "count": 3 }""");

        Assert.Equal("ann 3", await _received.NextAsync());
        await UntilEmptyAsync("letters");
    }

    [Fact]
    public async Task A_string_and_bytes_bind_as_they_are()
    {
        await using var app = await StartAsync();

        await SendAsync("texts", "智域");
        await SendAsync("bytes", "abc");

        string[] both = [await _received.NextAsync(), await _received.NextAsync()];
        Assert.Equal(["bytes 3", "text 智域"], both.Order());
    }

    [Fact]
    public async Task Without_encoding_the_text_binds_as_it_is()
    {
        await using var app = await StartAsync(("messageEncoding", "none"));

        await new QueueClient(_account, "texts").SendMessageAsync("plain", Token);

        Assert.Equal("text plain", await _received.NextAsync());
    }

    [Fact]
    public async Task A_message_that_always_fails_is_tried_as_often_as_told_and_then_poisoned()
    {
        await using var app = await StartAsync(("maxDequeueCount", "3"));

        await SendAsync("failing", "bad");

        var poisoned = await ReceiveAsync("failing-poison");
        Assert.Equal("bad", Decoded(poisoned));
        Assert.Equal(3, _received.Count);
        await UntilEmptyAsync("failing");
    }

    [Theory]
    [InlineData("this is not base64!", "dGhpcyBpcyBub3QgYmFzZTY0IQ==")]
    [InlineData("bm90IEpTT04=", "bm90IEpTT04=")]
    [InlineData("bnVsbA==", "bnVsbA==")]
    public async Task A_message_that_is_not_ours_is_poisoned_and_the_queue_goes_on(string text, string poisoned)
    {
        await using var app = await StartAsync(("maxDequeueCount", "2"));

        await new QueueClient(_account, "letters").SendMessageAsync(text, Token);
        await SendAsync("letters", """{ "Name": "next", "Count": 1 }""");

        Assert.Equal("next 1", await _received.NextAsync());
        Assert.Equal(poisoned, (await ReceiveAsync("letters-poison")).MessageText);
    }

    [Fact]
    public async Task A_message_past_its_attempts_is_poisoned_without_running()
    {
        await CreateAsync("texts");
        await SendAsync("texts", "worn");
        var queue = new QueueClient(_account, "texts");
        // Its one attempt was taken by a process that died.
        await queue.ReceiveMessageAsync(TimeSpan.FromSeconds(1), Token);
        await using var app = await StartAsync(("maxDequeueCount", "1"));

        Assert.Equal("worn", Decoded(await ReceiveAsync("texts-poison")));

        Assert.Equal(0, _received.Count);
    }

    [Fact]
    public async Task A_failed_message_waits_for_the_visibility_timeout()
    {
        await using var app = await StartAsync(("visibilityTimeout", "00:00:30"));

        // Each comes by a later poll than the failure before it, which would have been retried by then.
        string[] texts = ["one", "two", "three", "four"];
        foreach (var text in texts)
        {
            await SendAsync("failing", text);
            await Eventually.TrueAsync(() => _received.All.Contains(text));
        }

        Assert.Equal(texts, _received.All);
    }

    [Fact]
    public async Task What_fails_on_a_poison_queue_stays_there_and_does_not_spin()
    {
        await using var app = await StartAsync(("maxDequeueCount", "1"));

        await SendAsync("dead-poison", "bad");
        await SendAsync("dead-poison", "worse");
        await _received.NextAsync();
        await _received.NextAsync();

        var queue = new QueueClient(_account, "dead-poison");
        Assert.Equal(2, (await queue.GetPropertiesAsync(Token)).Value.ApproximateMessagesCount);
        Assert.Null((await queue.ReceiveMessageAsync(cancellationToken: Token)).Value);
        Assert.False(await new QueueClient(_account, "dead-poison-poison").ExistsAsync(Token));
    }

    [Fact]
    public async Task A_batch_is_taken_only_when_there_is_room()
    {
        await CreateAsync("held");
        foreach (var number in Enumerable.Range(0, 5)) await SendAsync("held", $"{number}");
        await using var app = await StartAsync(("batchSize", "2"), ("newBatchThreshold", "0"));

        await Eventually.TrueAsync(() => _received.Count == 2);
        _received.Gate.SetResult();
        await Eventually.TrueAsync(() => _received.Count == 5);

        Assert.Equal(2, _received.MostAtOnce);
    }

    [Fact]
    public async Task A_message_stays_invisible_while_its_function_runs_and_is_deleted_after_renewals()
    {
        await using var app = await StartAsync(TimeSpan.FromSeconds(1));

        await SendAsync("held", "long");
        await Eventually.TrueAsync(() => _received.Count == 1);
        // Twice as long as it would be invisible without renewal: nothing but time can show it.
        await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System, Token);
        _received.Gate.SetResult();

        await UntilEmptyAsync("held");
        Assert.Equal(1, _received.Count);
    }

    [Fact]
    public async Task A_switched_off_function_leaves_its_queue_alone_until_it_is_on_again()
    {
        await using var app = await StartAsync();
        app.Configuration["AzureWebJobs.Texts.Disabled"] = "true";
        // One that was being received while the switch turned may still run.
        await SendAsync("texts", "maybe");
        await SendAsync("letters", """{ "Name": "other", "Count": 1 }""");
        await Eventually.TrueAsync(() => _received.All.Contains("other 1"));
        await SendAsync("texts", "kept");
        await SendAsync("letters", """{ "Name": "other", "Count": 2 }""");
        await Eventually.TrueAsync(() => _received.All.Contains("other 2"));
        Assert.DoesNotContain("text kept", _received.All);

        app.Configuration["AzureWebJobs.Texts.Disabled"] = "false";

        await Eventually.TrueAsync(() => _received.All.Contains("text kept"));
    }

    [Fact]
    public async Task A_drained_stop_gives_the_message_back_at_once()
    {
        await using var app = await StartAsync();
        await SendAsync("patient", "unfinished");
        await Eventually.TrueAsync(() => _received.Count == 1);

        await app.StopAsync().Soon();

        QueueMessage message = await new QueueClient(_account, "patient").ReceiveMessageAsync(cancellationToken: Token);
        Assert.Equal("unfinished", Decoded(message));
    }

    [Fact]
    public async Task A_function_that_ignores_its_token_loses_its_message_when_the_limit_has_passed()
    {
        await using var app = await StartAsync(TimeSpan.FromSeconds(60), TimeSpan.FromMilliseconds(200));
        await SendAsync("held", "stuck");
        await Eventually.TrueAsync(() => _received.Count == 1);

        await app.StopAsync().Soon();

        QueueMessage message = await new QueueClient(_account, "held").ReceiveMessageAsync(cancellationToken: Token);
        Assert.Equal("stuck", Decoded(message));
        _received.Gate.SetResult();
    }

    [Fact]
    public async Task A_queue_deleted_while_listening_is_made_again()
    {
        await using var app = await StartAsync();
        await SendAsync("texts", "before");
        Assert.Equal("text before", await _received.NextAsync());

        await new QueueClient(_account, "texts").DeleteAsync(Token);
        await LoggedAsync("is read again");
        await SendAsync("texts", "after");

        Assert.Equal("text after", await _received.NextAsync());
        Assert.Single(_setup!.Logs.All, line => line.Contains("can't be read", StringComparison.Ordinal));
    }

    private Task<LocalApp> StartAsync(params (string Key, string Value)[] queues) =>
        StartAsync(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(10), queues);

    private Task<LocalApp> StartAsync(TimeSpan invisibility) => StartAsync(invisibility, TimeSpan.FromSeconds(10));

    private async Task<LocalApp> StartAsync(
        TimeSpan invisibility, TimeSpan stopLimit, params (string Key, string Value)[] queues)
    {
        _setup = new LocalApp.Setup(typeof(Functions))
        {
            Invisibility = invisibility,
            StopLimit = stopLimit,
            Settings = new(queues.Select(queue => KeyValuePair.Create<string, string?>(
                $"AzureFunctionsJobHost:extensions:queues:{queue.Key}", queue.Value)))
            {
                ["FUNCTIONS_ENABLE_DRAIN_ON_APP_STOPPING"] = "true",
                ["AzureFunctionsJobHost:extensions:queues:maxPollingInterval"] = "00:00:00.1",
                ["AzureWebJobsForum"] = _account,
                ["LETTERS"] = "letters",
            },
            Configure = builder => builder.Services.AddSingleton(_received),
        };
        foreach (var name in (string[])["letters", "texts", "bytes", "failing", "dead-poison", "held", "patient"])
            await CreateAsync(name);
        return await LocalApp.StartAsync(_setup);
    }

    private async Task CreateAsync(string queue) =>
        await new QueueClient(_account, queue).CreateIfNotExistsAsync(cancellationToken: Token);

    private async Task SendAsync(string queue, string text) =>
        await new QueueClient(_account, queue, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 })
            .SendMessageAsync(text, Token);

    private async Task<QueueMessage> ReceiveAsync(string queue)
    {
        var client = new QueueClient(_account, queue);
        QueueMessage? message = null;
        await Eventually.TrueAsync(async () => await client.ExistsAsync(Token)
            && (message = await client.ReceiveMessageAsync(cancellationToken: Token)) is not null);
        return message!;
    }

    private Task UntilEmptyAsync(string queue) => Eventually.TrueAsync(async () =>
        (await new QueueClient(_account, queue).GetPropertiesAsync(Token)).Value.ApproximateMessagesCount == 0);

    private Task LoggedAsync(string text) => Eventually.TrueAsync(
        () => _setup!.Logs.All.Any(line => line.Contains(text, StringComparison.Ordinal)));

    private static string Decoded(QueueMessage message) =>
        System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(message.MessageText));

    public sealed record Letter(string Name, int Count);

    public sealed class Received
    {
        private readonly System.Threading.Channels.Channel<string> _next =
            System.Threading.Channels.Channel.CreateUnbounded<string>();
        private readonly ConcurrentQueue<string> _all = new();
        private int _now;

        public IEnumerable<string> All => _all;

        public int Count => _all.Count;

        public int MostAtOnce { get; private set; }

        public TaskCompletionSource Gate { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<string> NextAsync() => _next.Reader.ReadAsync(Token).AsTask().Soon();

        public void Add(string text)
        {
            _all.Enqueue(text);
            _next.Writer.TryWrite(text);
        }

        public async Task HoldAsync(string text)
        {
            lock (_all) MostAtOnce = Math.Max(MostAtOnce, ++_now);
            Add(text);
            await Gate.Task;
            lock (_all) _now--;
        }
    }

    public sealed class Functions(Received received)
    {
        [Function("Letters")]
        public void Letters([QueueTrigger("%LETTERS%", Connection = "Forum")] Letter letter) =>
            received.Add($"{letter.Name} {letter.Count}");

        [Function("Texts")]
        public void Texts([QueueTrigger("texts", Connection = "Forum")] string text) => received.Add($"text {text}");

        [Function("Bytes")]
        public void Bytes([QueueTrigger("bytes", Connection = "AzureWebJobsForum")] byte[] bytes) =>
            received.Add($"bytes {bytes.Length}");

        [Function("Failing")]
        public Task Failing([QueueTrigger("failing", Connection = "Forum")] string text) => FailAsync(text);

        [Function("Dead")]
        public Task Dead([QueueTrigger("dead-poison", Connection = "Forum")] string text) => FailAsync(text);

        [Function("Held")]
        public Task Held([QueueTrigger("held", Connection = "Forum")] string text) => received.HoldAsync(text);

        [Function("Patient")]
        public async Task Patient(
            [QueueTrigger("patient", Connection = "Forum")] string text, CancellationToken cancellationToken)
        {
            received.Add(text);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        }

        private Task FailAsync(string text)
        {
            received.Add(text);
            throw new InvalidOperationException("on purpose");
        }
    }
}
