using Zhiyu.Tests.Api.Access;

namespace Zhiyu.Tests.Api.Agents;

public sealed class OwnershipTests(ApiApp app) : IClassFixture<ApiApp>
{
    private const string NewAgent = "/v1/agents";
    private const string OwnConfig = "/v1/agents/ada/config";
    private const string NoConfig = "/v1/agents/nobody/config";
    private const string OddConfig = "/v1/agents/~/config";

    /// <summary>Who, and what is answered to a bad new agent, and to reading and to a bad change of each.</summary>
    public static TheoryData<string, int, int, int, int, int> Cells => new()
    {
        { "nobody", 401, 401, 401, 401, 401 },
        { "no-role", 403, 403, 403, 403, 403 },
        { "stranger", 400, 403, 403, 403, 403 },
        { "owner", 400, 200, 400, 403, 403 },
        { "admin", 400, 200, 400, 404, 404 },
    };

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task Only_owners_and_admins_see_and_change_an_agents_configuration(
        string who, int create, int read, int change, int readNone, int changeNone)
    {
        var token = who switch
        {
            "nobody" => null,
            "no-role" => People.Token("owner", "superadmin"),
            "admin" => People.Token(),
            _ => People.Token(who, "user"),
        };

        Assert.Equal(create, await StatusAsync("POST", NewAgent));
        Assert.Equal(read, await StatusAsync("GET", OwnConfig));
        Assert.Equal(change, await StatusAsync("PATCH", OwnConfig));
        foreach (var path in (string[])[NoConfig, OddConfig])
        {
            Assert.Equal(readNone, await StatusAsync("GET", path));
            Assert.Equal(changeNone, await StatusAsync("PATCH", path));
        }

        async Task<int> StatusAsync(string method, string path) =>
            (await app.Client.CallAsync(method, path, token, method == "GET" ? null : "{}")).Status;
    }
}
