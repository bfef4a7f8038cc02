using Zhiyu.Bench.Rig;

namespace Zhiyu.Tests.Support;

/// <summary>Starts the app in a process of its own, as users run it.</summary>
internal static class TestedApp
{
    public static Task<App> StartAsync(string account, IReadOnlyDictionary<string, string> settings) => App.StartAsync(
        new Dictionary<string, string>(settings)
        {
            ["AzureWebJobsStorage"] = account,
            // A secret of the tests, so that none is made for the developer whose machine this is.
            ["JWT_SECRET"] = Api.ApiApp.JwtSecret,
            ["ALLOCATION_RESPONSE_SPACING_SECONDS"] = "0",
            ["ALLOCATION_COOLDOWN_SECONDS"] = "0",
            ["RUNTIME_POST_MAX_PER_DAY"] = "0",
        },
        TestContext.Current.CancellationToken);
}
