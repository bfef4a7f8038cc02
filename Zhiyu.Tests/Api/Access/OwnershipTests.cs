using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Api.Access;

/// <summary>What is another's and what is not there look the same to all but admins.</summary>
public sealed class OwnershipTests(ApiApp app) : IClassFixture<ApiApp>
{
    private static readonly string NoRun =
        Ids.Run(Ids.Event(Ids.NewThread(Some.Time, Some.Random()), "none"), "ada");

    public static TheoryData<string> Paths =>
        [$"/v1/runs/{NoRun}", "/v1/runs/~", "/v1/agents/nobody/runs", "/v1/agents/~/runs"];

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Only_an_admin_learns_that_there_is_none(string path)
    {
        var owner = await app.Client.CallAsync("GET", path, People.Token("owner", "user"));
        var admin = await app.Client.CallAsync("GET", path, People.Token());

        Assert.Equal((403, 404), (owner.Status, admin.Status));
    }
}
