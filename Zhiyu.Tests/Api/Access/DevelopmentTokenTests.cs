using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Zhiyu.Functions.Access;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Api.Access;

/// <summary>Tokens on a developer's machine, and what happens without any.</summary>
public sealed class DevelopmentTokenTests(AzuriteFixture azurite)
{
    private const string Admin = """{"user_id":"me","role":"admin"}""";
    private const string Path = "/v1/admin/runtime/stats";

    private static readonly Dictionary<string, string?> Development = new() { ["ZHIYU_ENVIRONMENT"] = "Development" };

    [Fact]
    public async Task A_token_is_made_and_opens_what_its_role_may_see()
    {
        await using var app = await RunningApp.StartAsync(azurite.NewAccount(), Development);

        var issued = await app.Client.CallAsync("POST", "/v1/dev/token", bearer: null, Admin);

        Assert.Equal(200, issued.Status);
        Assert.Equal(
            ["token", "expires_at", "user_id", "role"],
            issued.Data.EnumerateObject().Select(field => field.Name));
        var life = issued.Data.GetProperty("expires_at").GetDateTimeOffset() - TimeProvider.System.GetUtcNow();
        Assert.InRange(life, TimeSpan.FromMinutes(59), TimeSpan.FromHours(1));
        var token = issued.Data.GetProperty("token").GetString();
        Assert.Equal(200, (await app.Client.CallAsync("GET", Path, token)).Status);
    }

    [Theory]
    [InlineData("{}", "user_id,role")]
    [InlineData("""{"user_id":"","role":"admin"}""", "user_id")]
    [InlineData("""{"user_id":"me","role":"root"}""", "role")]
    [InlineData("""{"user_id":7,"role":null}""", "user_id,role")]
    [InlineData("[]", "$")]
    public async Task A_wrong_order_names_its_fields(string body, string fields)
    {
        await using var app = await RunningApp.StartAsync(azurite.NewAccount(), Development);

        var reply = await app.Client.CallAsync("POST", "/v1/dev/token", bearer: null, body);

        Assert.Equal((400, "VALIDATION_ERROR"), (reply.Status, reply.Code));
        Assert.Equal(fields, string.Join(',', reply.FaultyFields));
    }

    [Fact]
    public async Task The_secret_of_a_machine_outlives_a_restart_and_is_its_users_alone()
    {
        var folder = Directory.CreateTempSubdirectory("zhiyu-user-");
        try
        {
            var place = new LocalFolder(System.IO.Path.Combine(folder.FullName, "zhiyu"));
            string token;
            await using (var first = await StartAsync(place))
            {
                var issued = await first.Client.CallAsync("POST", "/v1/dev/token", bearer: null, Admin);
                token = issued.Data.GetProperty("token").GetString()!;
            }

            await using var second = await StartAsync(place);
            Assert.Equal(200, (await second.Client.CallAsync("GET", Path, token)).Status);
            var files = Directory.GetFiles(place.Path);
            Assert.Equal(["jwt-secret", "service-secret"], files.Select(System.IO.Path.GetFileName).Order());
            if (!OperatingSystem.IsWindows())
                foreach (var file in files)
                    Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task What_is_signed_with_the_secret_of_a_machine_may_write_there()
    {
        var folder = Directory.CreateTempSubdirectory("zhiyu-user-");
        try
        {
            await using var app = await StartAsync(new LocalFolder(folder.FullName));
            var secret = await File.ReadAllTextAsync(
                System.IO.Path.Combine(folder.FullName, "service-secret"), TestContext.Current.CancellationToken);
            var body = "{}"u8.ToArray();

            var signed = await app.WriteAsync(body, ApiCalls.SignedToken(body, secret: secret));
            var forged = await app.WriteAsync(body, ApiCalls.SignedToken(body));

            Assert.Equal((400, 401), (signed.Status, forged.Status));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Without_a_place_for_the_secret_tokens_last_as_long_as_the_process()
    {
        await using var app = await StartAsync(new LocalFolder(""));

        var issued = await app.Client.CallAsync("POST", "/v1/dev/token", bearer: null, Admin);

        var token = issued.Data.GetProperty("token").GetString();
        Assert.Equal(200, (await app.Client.CallAsync("GET", Path, token)).Status);
    }

    [Fact]
    public async Task Outside_Development_nothing_vouches_for_people_until_it_is_set()
    {
        await using var app = await RunningApp.StartAsync(azurite.NewAccount(), []);

        var token = await app.Client.CallAsync("POST", "/v1/dev/token", bearer: null, Admin);
        var stats = await app.Client.CallAsync("GET", Path, People.Token());

        Assert.Equal(404, token.Status);
        Assert.Equal((503, "SERVICE_UNAVAILABLE"), (stats.Status, stats.Code));
        Assert.Contains("JWT_SECRET", stats.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(app.Get<LocalFolder>().Path), "A secret was made up.");
    }

    [Fact]
    public async Task Every_fault_of_the_settings_is_told_at_once()
    {
        var fault = await Assert.ThrowsAsync<OptionsValidationException>(() => RunningApp.StartAsync(
            azurite.NewAccount(),
            new()
            {
                ["JWT_SECRET"] = "short",
                ["JWT_AUTHORITY"] = "http://login.example.org",
                ["JWT_AUDIENCE"] = " ",
            }));

        Assert.Equal(
            [
                "JWT_AUTHORITY and JWT_SECRET are both set; leave one out.",
                "JWT_AUTHORITY 'http://login.example.org' is not an https address; use one like "
                    + "https://login.example.org/tenant (plain http on this machine only).",
                "JWT_AUDIENCE is empty; set the audience of the tokens, or leave it out.",
                "JWT_SECRET is too short; use at least 32 random bytes, or leave it out.",
            ],
            fault.Failures);
    }

    private Task<RunningApp> StartAsync(LocalFolder folder) =>
        RunningApp.StartAsync(azurite.NewAccount(), Development, services => services.AddSingleton(folder));
}
