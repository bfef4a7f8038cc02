using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Zhiyu.LocalHost.Hosting;

namespace Zhiyu.Tests.LocalHost;

[Trait("Set", "Quick")]
public sealed class StartTests
{
    [Fact]
    public async Task All_faults_are_told_at_once()
    {
        var setup = new LocalApp.Setup(typeof(FaultyFunctions), typeof(MoreFaultyFunctions), typeof(HiddenFunctions))
        {
            Files = new()
            {
                ["host.json"] =
                    """
                    {
                      "extensions": {
                        "queues": { "batchSize": 33, "visibilityTimeout": "soon", "messageEncoding": "rot13" }
                      }
                    }
                    """,
            },
        };

        var refusal = await Assert.ThrowsAsync<StartRefusedException>(() => LocalApp.StartAsync(setup));

        string[] expected =
        [
            "extensions.queues.batchSize is '33'. It must be a whole number from 1 to 32",
            "extensions.queues.visibilityTimeout is 'soon'",
            "extensions.queues.messageEncoding is 'rot13'. It must be base64 or none",
            "'AdminPage': the route 'admin/page' starts with 'admin'",
            "'Runtime': the route 'Runtime' starts with 'runtime'",
            "'Unbound': parameter 'other'",
            "'SameRoute' and 'SameRouteToo' have the same route 'api/same/{id}' and a method in common",
            "'Braces': the route 'api/{open' can't be read",
            "'Constraint': the route 'api/{id:nope}' can't be read",
            "'NoSetting': the setting NO_SUCH_QUEUE of '%NO_SUCH_QUEUE%'",
            "'NoSetting': the setting AzureWebJobsStorage",
            "'FiveFields': the schedule '* * * * *'",
            "'Twice': another method has this name",
            "'Sends': [QueueOutput] and [HttpResult] are not supported",
            "'SendsMany': [QueueOutput] and [HttpResult] are not supported",
            "'Unheard': this host listens to HTTP, queue and timer triggers only",
            "'Static': its method is not a public instance method",
            "'NoTrigger': it needs exactly one parameter with a trigger",
            "'Hidden': its class HiddenFunctions is not public",
        ];
        Assert.All(expected, fault => Assert.Contains(fault, refusal.Message, StringComparison.Ordinal));
        Assert.Equal(expected.Length, refusal.Message.Split(Environment.NewLine).Length - 1);
    }

    [Fact]
    public async Task A_broken_host_json_is_named()
    {
        var refusal = await Assert.ThrowsAsync<StartRefusedException>(
            () => LocalApp.StartAsync(new(typeof(Fine)) { Files = new() { ["host.json"] = "{ oops" } }));

        Assert.Contains("host.json is not JSON", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_in_use_is_told_with_the_remedy()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();

        var refusal = await Assert.ThrowsAsync<StartRefusedException>(() => LocalApp.StartAsync(new(typeof(Fine))
        {
            Port = ((IPEndPoint)other.LocalEndpoint).Port,
        }));

        Assert.Contains("LOCALHOST_PORT", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_start_lists_the_functions_with_their_addresses()
    {
        var setup = new LocalApp.Setup(typeof(Fine));
        await using var app = await LocalApp.StartAsync(setup);

        Assert.Contains($"Fine: [GET,POST] {app.Http.BaseAddress}fine/{{id}}", setup.Logs.All);
    }

    [Fact]
    public async Task A_prerequisite_is_up_before_the_apps_services_and_down_after_them()
    {
        var steps = new List<string>();
        var setup = new LocalApp.Setup(typeof(Fine))
        {
            Configure = builder => builder.Services
                .AddSingleton<ILocalHostPrerequisite>(new Prerequisite(steps))
                .AddSingleton<IHostedService>(new Service(steps)),
        };
        await using (await LocalApp.StartAsync(setup)) steps.Add("running");

        Assert.Equal(["storage up", "service up", "running", "service down", "storage down"], steps);
    }

    [Fact]
    public async Task A_failed_start_ends_its_prerequisites()
    {
        var steps = new List<string>();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();

        await Assert.ThrowsAsync<StartRefusedException>(() => LocalApp.StartAsync(new(typeof(Fine))
        {
            Port = ((IPEndPoint)other.LocalEndpoint).Port,
            Configure = builder => builder.Services.AddSingleton<ILocalHostPrerequisite>(new Prerequisite(steps)),
        }));

        Assert.Equal(["storage up", "storage down"], steps);
    }

    private sealed class Prerequisite(List<string> steps) : ILocalHostPrerequisite
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            steps.Add("storage up");
            return Task.CompletedTask;
        }

        public ValueTask DisposeAsync()
        {
            steps.Add("storage down");
            return ValueTask.CompletedTask;
        }
    }

    private sealed class Service(List<string> steps) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            steps.Add("service up");
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken)
        {
            steps.Add("service down");
            return Task.CompletedTask;
        }
    }

    public sealed class Fine
    {
        [Function("Fine")]
        public IResult Run(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "fine/{id}")] HttpRequest request,
            string id) => Results.Ok();
    }
}
