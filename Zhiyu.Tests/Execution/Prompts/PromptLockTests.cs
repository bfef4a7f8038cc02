using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Execution.Prompts;

public sealed class PromptLockTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lock-");

    public PromptLockTests()
    {
        Write("a.v1.md", "一\n二\n");
        PromptLock.Check(_folder.FullName, update: true);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void No_published_prompt_has_changed()
    {
        var update = Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1";

        Assert.Empty(PromptLock.Check(SomePrompts.Folder, update));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_locked_version_that_changed_is_a_fault_even_when_updating(bool update)
    {
        Write("a.v1.md", "一\n三\n");

        var fault = Assert.Single(PromptLock.Check(_folder.FullName, update));

        Assert.Contains("make a new version", fault, StringComparison.Ordinal);
        Assert.Single(PromptLock.Check(_folder.FullName, update: false));
    }

    [Fact]
    public void A_new_version_is_a_fault_until_it_is_locked()
    {
        Write("a.v2.md", "一\n三\n");

        Assert.Contains("UPDATE_SNAPSHOTS=1", Assert.Single(PromptLock.Check(_folder.FullName, update: false)),
            StringComparison.Ordinal);
        Assert.Empty(PromptLock.Check(_folder.FullName, update: true));
        Assert.Empty(PromptLock.Check(_folder.FullName, update: false));
    }

    [Fact]
    public void A_locked_version_that_is_gone_is_a_fault()
    {
        File.Delete(Path.Combine(_folder.FullName, "a.v1.md"));

        Assert.Contains("gone", Assert.Single(PromptLock.Check(_folder.FullName, update: true)),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Line_endings_are_no_change()
    {
        Write("a.v1.md", "一\r\n二\r\n");

        Assert.Empty(PromptLock.Check(_folder.FullName, update: false));
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder.FullName, name), text);
}
