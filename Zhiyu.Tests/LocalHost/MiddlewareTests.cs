using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Zhiyu.LocalHost.Hosting;

namespace Zhiyu.Tests.LocalHost;

[Trait("Set", "Quick")]
public sealed class MiddlewareTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_middleware_is_the_outermost()
    {
        var steps = new Steps();
        await using var app = await StartAsync(steps, builder =>
        {
            builder.UseMiddleware<Outer>();
            builder.UseMiddleware<Inner>();
        });

        await app.Http.GetAsync("/fails", Token);

        Assert.Equal(["outer", "inner", "Fails", "inner saw on purpose", "outer saw on purpose"], steps.All);
    }

    [Fact]
    public async Task A_middleware_can_answer_for_a_function_that_threw()
    {
        await using var app = await StartAsync(new Steps(), builder => builder.UseMiddleware<Answers>());

        var answer = await app.Http.GetAsync("/fails", Token);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("mended", await answer.Content.ReadAsStringAsync(Token));
    }

    [Fact]
    public async Task Each_call_has_an_instance_and_services_of_its_own()
    {
        await using var app = await StartAsync(new Steps(), builder => builder.Services.AddScoped<Scoped>());

        var first = await app.Http.GetStringAsync("/context", Token);
        var second = await app.Http.GetStringAsync("/context", Token);

        Assert.StartsWith("\"Context 1 True ", first, StringComparison.Ordinal);
        Assert.StartsWith("\"Context 1 True ", second, StringComparison.Ordinal);
        Assert.NotEqual(first, second);
    }

    private static Task<LocalApp> StartAsync(Steps steps, Action<LocalHostBuilder> configure) =>
        LocalApp.StartAsync(new(typeof(Functions))
        {
            Configure = builder =>
            {
                builder.Services.AddSingleton(steps);
                builder.Services.AddScoped<Scoped>();
                configure(builder);
            },
        });

    public sealed class Steps
    {
        private readonly ConcurrentQueue<string> _steps = new();

        public IEnumerable<string> All => _steps;

        public void Add(string step) => _steps.Enqueue(step);
    }

    public sealed class Scoped
    {
        public int Uses { get; set; }
    }

    public sealed class Functions(Steps steps, Scoped scoped)
    {
        private int _calls;

        [Function("Fails")]
        public IResult Fails([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request)
        {
            steps.Add(nameof(Fails));
            throw new InvalidOperationException("on purpose");
        }

        [Function("Context")]
        public IResult Context(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, FunctionContext context)
        {
            scoped.Uses++;
            var same = ReferenceEquals(scoped, context.InstanceServices.GetRequiredService<Scoped>())
                && ReferenceEquals(request.HttpContext, context.GetHttpContext());
            return Results.Ok(
                $"{context.FunctionDefinition.Name} {++_calls * scoped.Uses} {same} {context.InvocationId}");
        }
    }

    private abstract class Recording(Steps steps, string name) : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            steps.Add(name);
            try
            {
                await next(context);
            }
            catch (InvalidOperationException exception)
            {
                steps.Add($"{name} saw {exception.Message}");
                throw;
            }
        }
    }

    private sealed class Outer(Steps steps) : Recording(steps, "outer");

    private sealed class Inner(Steps steps) : Recording(steps, "inner");

    private sealed class Answers : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            try
            {
                await next(context);
            }
            catch (InvalidOperationException)
            {
                var response = context.GetHttpContext()!.Response;
                response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                await response.WriteAsync("mended", context.CancellationToken);
            }
        }
    }
}
