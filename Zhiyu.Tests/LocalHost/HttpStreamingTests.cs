using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.LocalHost;

[Trait("Set", "Quick")]
public sealed class HttpStreamingTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_response_streams_unbuffered()
    {
        var stream = new OpenStream();
        await using var app = await StartAsync(stream);

        using var answer = await app.Http.GetAsync("/stream", HttpCompletionOption.ResponseHeadersRead, Token);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(Token));

        Assert.Equal("first", await reader.ReadLineAsync(Token).AsTask().Soon());
        Assert.False(stream.Ended.Task.IsCompleted);
    }

    [Fact]
    public async Task A_disconnect_fires_the_functions_token()
    {
        var stream = new OpenStream();
        await using var app = await StartAsync(stream);

        var answer = await app.Http.GetAsync("/stream", HttpCompletionOption.ResponseHeadersRead, Token);
        answer.Dispose();

        await stream.Ended.Task.Soon();
    }

    [Fact]
    public async Task A_drained_stop_ends_a_stream_at_once()
    {
        var stream = new OpenStream();
        await using var app = await StartAsync(stream);
        using var answer = await app.Http.GetAsync("/stream", HttpCompletionOption.ResponseHeadersRead, Token);

        await app.StopAsync().Soon();

        Assert.True(stream.Ended.Task.IsCompleted);
    }

    [Fact]
    public async Task A_request_in_flight_is_answered_while_the_app_stops()
    {
        var gate = new Gate();
        await using var app = await LocalApp.StartAsync(new(typeof(Waits))
        {
            Configure = builder => builder.Services.AddSingleton(gate),
        });
        var answer = app.Http.GetStringAsync("/waits", Token);
        await gate.Entered.Task.Soon();

        var stop = app.StopAsync();
        gate.Open.SetResult();

        Assert.Equal("\"done\"", await answer.Soon());
        await stop.Soon();
    }

    private static Task<LocalApp> StartAsync(OpenStream stream) => LocalApp.StartAsync(new(typeof(Streams))
    {
        Settings = new() { ["FUNCTIONS_ENABLE_DRAIN_ON_APP_STOPPING"] = "true" },
        Configure = builder => builder.Services.AddSingleton(stream),
    });

    public sealed class OpenStream
    {
        public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    public sealed class Gate
    {
        public TaskCompletionSource Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Open { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    public sealed class Streams(OpenStream stream)
    {
        [Function("Stream")]
        public async Task Run(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, CancellationToken cancellationToken)
        {
            try
            {
                await request.HttpContext.Response.WriteAsync("first\n", cancellationToken);
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            }
            finally
            {
                stream.Ended.SetResult();
            }
        }
    }

    public sealed class Waits(Gate gate)
    {
        [Function("Waits")]
        public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request)
        {
            gate.Entered.SetResult();
            await gate.Open.Task;
            return Results.Ok("done");
        }
    }
}
