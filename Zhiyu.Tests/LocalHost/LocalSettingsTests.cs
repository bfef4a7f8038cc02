using Zhiyu.LocalHost.Hosting;
using Zhiyu.LocalHost.Settings;

namespace Zhiyu.Tests.LocalHost;

public sealed class LocalSettingsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("zhiyu-settings-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_own_file_is_used_instead_of_the_sample()
    {
        Write("local.settings.sample.json", """{ "Values": { "A": "sample", "B": "sample" } }""");
        Write("local.settings.json", """{ "Values": { "A": "own" } } // mine""");

        var settings = LocalSettings.Load(_folder);

        Assert.Equal(new Dictionary<string, string> { ["A"] = "own" }, settings.Values);
        Assert.False(settings.IsSample);
    }

    [Fact]
    public async Task The_sample_is_used_while_there_is_no_own_file_and_the_log_says_so()
    {
        var name = $"ZHIYU_TEST_{Path.GetFileName(_folder)}";
        var setup = new LocalApp.Setup
        {
            Files = new() { ["local.settings.sample.json"] = $$"""{ "Values": { "{{name}}": "sample" } }""" },
        };
        await using var app = await LocalApp.StartAsync(setup);

        Assert.Equal("sample", app.Configuration[name]);
        Assert.Equal("sample", Environment.GetEnvironmentVariable(name));
        Assert.Single(setup.Logs.All, line => line.Contains("local.settings.sample.json", StringComparison.Ordinal));
        Environment.SetEnvironmentVariable(name, null);
    }

    [Fact]
    public void The_environment_wins_over_the_file()
    {
        var name = $"ZHIYU_TEST_{Path.GetFileName(_folder)}";
        Environment.SetEnvironmentVariable(name, "environment");
        Write("local.settings.json", $$"""{ "Values": { "{{name}}": "file" } }""");

        LocalSettings.Load(_folder).ApplyToEnvironment();

        Assert.Equal("environment", Environment.GetEnvironmentVariable(name));
        Environment.SetEnvironmentVariable(name, null);
    }

    [Theory]
    [InlineData("{ oops")]
    [InlineData("""{ "Values": "A=1" }""")]
    [InlineData("""{ "Values": { "A": "1", "A": "2" } }""")]
    public void A_file_that_is_no_settings_file_is_named(string text)
    {
        Write("local.settings.json", text);

        var refusal = Assert.Throws<StartRefusedException>(() => LocalSettings.Load(_folder));

        Assert.Contains("local.settings.json is not a settings file", refusal.Message, StringComparison.Ordinal);
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);
}
