using System.Text;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Api.Access;

public sealed class RateLimitTests(AzuriteFixture azurite)
{
    private const string Write = "/v1/admin/poison/redrive";
    private const string Read = "/v1/admin/poison";

    [Fact]
    public async Task A_person_writes_so_often_with_whichever_token_and_others_go_on()
    {
        await using var app = await StartAsync(("PERSON_WRITES", 2));

        for (var count = 0; count < 2; count++) Assert.Equal(200, await AsAsync(app, "ann"));
        var refused = await app.Client.CallAsync("POST", Write, People.Token("ann"));

        Assert.Equal((429, "RATE_LIMITED"), (refused.Status, refused.Code));
        Assert.Equal(
            "Too many writes of this person: at most 2 a minute (RATE_PERSON_WRITES_PER_MINUTE).", refused.Message);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 30);
        Assert.Equal(200, await AsAsync(app, "ben"));
        Assert.Equal(200, (await app.Client.CallAsync("GET", Read, People.Token("ann"))).Status);
    }

    [Fact]
    public async Task The_runtime_writes_so_often()
    {
        await using var app = await StartAsync(("AGENT_WRITES", 2));
        var body = "{}"u8.ToArray();

        List<int> statuses = [];
        for (var count = 0; count < 3; count++)
            statuses.Add((await app.WriteAsync(body, ApiCalls.SignedToken(body))).Status);

        Assert.Equal([400, 400, 429], statuses);
    }

    [Fact]
    public async Task A_machine_makes_so_many_tokens()
    {
        await using var app = await StartAsync(("ADDRESS_TOKENS", 1));

        var first = await app.Client.CallAsync("POST", "/v1/dev/token", bearer: null, "{}");
        var second = await app.Client.CallAsync("POST", "/v1/dev/token", bearer: null, "{}");

        Assert.Equal((400, 429), (first.Status, second.Status));
    }

    [Fact]
    public async Task An_address_downloads_so_many_pages_of_the_dataset_and_reads_on()
    {
        await using var app = await StartAsync(("ADDRESS_DOWNLOADS", 1));

        Assert.Equal(200, await FromAsync(app, "192.0.2.1", "/v1/dataset", ""));
        Assert.Equal(429, await FromAsync(app, "192.0.2.1", "/v1/dataset", ""));
        Assert.Equal(429, await FromAsync(app, "192.0.2.1", "/v1/dataset", People.Token()));
        Assert.Equal(200, await FromAsync(app, "192.0.2.1", "/v1/feed", ""));
        Assert.Equal(200, await FromAsync(app, "192.0.2.2", "/v1/dataset", ""));
        // Those whose address is not known share one limit.
        Assert.Equal(200, await FromAsync(app, "127.0.0.1", "/v1/dataset", ""));
        Assert.Equal(429, await FromAsync(app, "::1", "/v1/dataset", ""));
    }

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1", "192.0.2.2")]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", "::ffff:192.0.2.2")]
    [InlineData("2001:db8:0:1::1", "2001:db8:0:1:ff::2", "2001:db8:0:2::1")]
    public async Task An_address_whose_credentials_are_refused_too_often_is_not_heard(
        string address, string same, string other)
    {
        await using var app = await StartAsync(("ADDRESS_REFUSALS", 2));
        for (var count = 0; count < 2; count++) Assert.Equal(401, await FromAsync(app, address, Read, "garbage"));

        Assert.Equal(429, await FromAsync(app, same, Read, "garbage"));
        Assert.Equal(429, await FromAsync(app, same, Read, People.Token()));
        Assert.Equal(200, await FromAsync(app, other, Read, People.Token()));
        Assert.Equal(200, await FromAsync(app, same, "/v1/feed", "garbage"));
    }

    // Behind the platform's front all callers come from this machine: one must not lock out the others.
    [Fact]
    public async Task Where_the_address_is_this_machine_s_refusals_are_not_counted()
    {
        await using var app = await StartAsync(("ADDRESS_REFUSALS", 1));

        foreach (var address in (string[])["127.0.0.1", "::1", "::ffff:127.0.0.1"])
            for (var count = 0; count < 3; count++)
                Assert.Equal(401, await FromAsync(app, address, Read, "garbage"));
    }

    [Fact]
    public async Task An_address_has_one_limit_whatever_name_it_gives()
    {
        await using var app = await StartAsync(("ADDRESS_WRITES", 1));

        Assert.Equal(401, await FromAsync(app, "192.0.2.1", Write, "garbage", HttpMethod.Post));
        Assert.Equal(429, await FromAsync(app, "192.0.2.1", Write, People.Token(), HttpMethod.Post));
        Assert.Equal(200, await FromAsync(app, "192.0.2.2", Write, People.Token(), HttpMethod.Post));
    }

    private Task<RunningApp> StartAsync(params (string Rate, int Limit)[] rates)
    {
        Dictionary<string, string?> settings = new()
        {
            ["ZHIYU_ENVIRONMENT"] = "Development",
            ["SERVICE_AUTH_SECRET"] = ApiApp.Secret,
            ["JWT_SECRET"] = ApiApp.JwtSecret,
        };
        foreach (var (rate, limit) in rates) settings[$"RATE_{rate}_PER_MINUTE"] = $"{limit}";
        return RunningApp.StartAsync(azurite.NewAccount(), settings, services =>
            services.AddSingleton<IStartupFilter>(new RequestTricks()));
    }

    private static async Task<int> AsAsync(RunningApp app, string person) =>
        (await app.Client.CallAsync("POST", Write, People.Token(person))).Status;

    private static async Task<int> FromAsync(
        RunningApp app, string address, string path, string token, HttpMethod? method = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, path);
        request.Headers.Add(RequestTricks.Address, address);
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        if (method is not null) request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        using var response = await app.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return (int)response.StatusCode;
    }
}
