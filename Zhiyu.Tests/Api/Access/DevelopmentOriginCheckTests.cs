using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Api.Access;

public sealed class DevelopmentOriginCheckTests(AzuriteFixture azurite)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("localhost:7071", null, null, 200)]
    [InlineData("127.0.0.1", "http://127.0.0.1:7071", "same-origin", 200)]
    [InlineData("[::1]:7071", "http://localhost:5173", "same-site", 200)]
    [InlineData("forum.localhost", null, "none", 200)]
    [InlineData("my-box:7071", "http://my-box:7071", "same-origin", 200)]
    // A name that is made to resolve to this machine: the page counts as of the same origin.
    [InlineData("rebound.example:7071", "http://rebound.example:7071", "same-origin", 403)]
    [InlineData("rebound.example:7071", null, null, 403)]
    [InlineData("192.168.1.7", null, null, 403)]
    [InlineData("localhost", "https://elsewhere.example", null, 403)]
    [InlineData("localhost", "null", null, 403)]
    [InlineData("localhost", null, "cross-site", 403)]
    public async Task Only_this_machines_own_pages_and_programs_get_in(
        string host, string? origin, string? site, int status)
    {
        await using var app = await RunningApp.StartAsync(azurite.NewAccount(), new()
        {
            ["ZHIYU_ENVIRONMENT"] = "Development",
            ["DEVELOPMENT_HOSTS"] = "other-box, My-Box",
        });
        foreach (var path in (string[])["/v1/dev/token", "/v1/dev/runtime/stop"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path)
            {
                Content = new StringContent("""{"user_id":"me","role":"admin"}""", null, "application/json"),
            };
            request.Headers.Host = host;
            if (origin is not null) request.Headers.Add("Origin", origin);
            if (site is not null) request.Headers.Add("Sec-Fetch-Site", site);

            using var answer = await app.Client.SendAsync(request, Token);

            Assert.Equal(status, (int)answer.StatusCode);
            if (status == 403)
                Assert.Contains("DEVELOPMENT_HOSTS", await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        }
    }
}
