using System.Diagnostics;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Build;

/// <summary>The page's own unit tests, in <c>web/</c>, and the check of its types against <c>docs/openapi.json</c>.</summary>
public sealed class PageUnitTests
{
    [Fact]
    public async Task The_types_of_the_page_fit_the_API_and_its_unit_tests_pass()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var start = new ProcessStartInfo("node", ["test.mjs"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Repository.PathOf("web"),
        };
        start.Environment["NO_COLOR"] = "1";
        using var node = Process.Start(start)!;
        var output = node.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = node.StandardError.ReadToEndAsync(cancellationToken);
        await node.WaitForExitAsync(cancellationToken);

        Assert.True(node.ExitCode == 0, $"{await output}\n{await errors}");
        Assert.Matches(@"Tests +\d+ passed", await output);
    }
}
