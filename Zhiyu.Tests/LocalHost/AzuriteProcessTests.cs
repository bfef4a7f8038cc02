using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Zhiyu.Bench.Rig;
using Zhiyu.LocalHost.Azurite;
using Zhiyu.LocalHost.Hosting;

namespace Zhiyu.Tests.LocalHost;

public sealed class AzuriteProcessTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly string _folder = Directory.CreateTempSubdirectory("zhiyu-azurite-").FullName;
    private readonly AzuriteOptions _options = new() { Ports = FreePorts.ForAzurite() };
    private readonly string _script;

    public AzuriteProcessTests() =>
        _script = new AzuriteInstallation(_options, TimeProvider.System, NullLogger.Instance).Script;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Azurite_saves_and_ends_when_its_owner_is_killed()
    {
        using (var owner = StartOwner())
        {
            await Until(PortState.Azurite);
            await EmulatorClient.SendAsync(_options.Ports, "written just before", Token);
            owner.Kill();
        }

        await Until(PortState.Free);
        await using var next = AzuriteProcess.Start(_script, _folder, _options, TimeProvider.System);
        await next.WaitUntilAnsweringAsync(Token);
        Assert.Equal("written just before", await EmulatorClient.ReceiveAsync(_options.Ports, Token));
    }

    [Fact]
    public async Task Azurite_outlives_the_interrupt_that_a_terminal_sends_to_every_process()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "kill(1) is not on Windows.");
        await using var azurite = AzuriteProcess.Start(_script, _folder, _options, TimeProvider.System);
        await azurite.WaitUntilAnsweringAsync(Token);

        using var kill = Process.Start("kill", ["-INT", $"{azurite.Id}"]);
        await kill.WaitForExitAsync(Token);

        await EmulatorClient.SendAsync(_options.Ports, "still there", Token);
        Assert.Equal("still there", await EmulatorClient.ReceiveAsync(_options.Ports, Token));
    }

    [Fact]
    public async Task An_azurite_that_ends_at_once_is_reported_with_its_last_words()
    {
        var broken = Path.Combine(_folder, "broken.js");
        await File.WriteAllTextAsync(broken, "console.error('no disk'); process.exit(3)", Token);
        await using var azurite = AzuriteProcess.Start(broken, _folder, _options, TimeProvider.System);

        var failure = await Assert.ThrowsAsync<StartRefusedException>(() => azurite.WaitUntilAnsweringAsync(Token));

        Assert.Contains("ended with code 3", failure.Message, StringComparison.Ordinal);
        Assert.Contains("no disk", failure.Message, StringComparison.Ordinal);
    }

    /// <summary>A process that starts Azurite as the app does, so that it can be killed in the app's place.</summary>
    private Process StartOwner()
    {
        var arguments = JsonSerializer.Serialize(AzuriteProcess.ArgumentsFor(_script, _folder, _options.Ports));
        return Process.Start("node", [
            "--eval", $"require('child_process').spawn(process.execPath, {arguments}); setInterval(() => {{}}, 1e6)",
        ]);
    }

    private async Task Until(PortState wanted)
    {
        using var limit = new CancellationTokenSource(Limit);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(Token, limit.Token);
        while ((await AzuriteProbe.ProbeAsync(_options.Ports, either.Token)).Any(state => state != wanted))
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, either.Token);
    }
}
