using Zhiyu.Core.Execution.Prompts;
using Zhiyu.Core.Settings;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Execution.Prompts;

public sealed class PromptLibraryTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("prompts-");

    public PromptLibraryTests()
    {
        foreach (var file in Directory.GetFiles(SomePrompts.Folder, "*.md"))
            File.Copy(file, Path.Combine(_folder.FullName, Path.GetFileName(file)));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Load_of_an_empty_folder_names_each_missing_prompt()
    {
        foreach (var file in _folder.GetFiles())
            file.Delete();

        Assert.Equal(PromptIds.All, Faults().Select(fault => fault.Split(".v")[0]));
    }

    [Theory]
    [InlineData("id: create-post", "id: reply-to-post", "create-post.v4.md: is named otherwise than its id and")]
    [InlineData("version: \"4\"", "version: \"2\"", "it would be create-post.v2.md")]
    [InlineData("version: \"4\"", "version: \"1.5\"", "the version '1.5' is not a whole number from 1")]
    [InlineData("version:", "versoin:", "create-post.v4.md: the front matter is not valid at line")]
    [InlineData("version: \"4\"", "version:",
        "create-post.v4.md: the front matter must give id, version and variables")]
    [InlineData("---\nid", "id", "create-post.v4.md: starts with no front matter")]
    [InlineData("=== user ===", "user", "create-post.v4.md: must have a part after")]
    [InlineData("[persona,", "[persona, mood,",
        "create-post.v4.md: the variable 'mood' is declared, but nothing gives it")]
    [InlineData("[persona,", "[", "create-post.v4.md: the variable 'persona' is given, but not declared")]
    [InlineData("{{ fence }}", "quote", "create-post.v4.md: the variable 'fence' is declared, but not used")]
    [InlineData("{{ persona.name }}", "{{ persno.name }}", "create-post.v4.md: the variable 'persno' is used, but not")]
    [InlineData("{{ persona.name }}", "{{ persona.nmae }}", "nmae")]
    [InlineData("{{ persona.name }}", "{{ if }}", "create-post.v4.md: system(")]
    [InlineData("{{ persona.name }}", "{{ include 'other' }}", "include")]
    [InlineData("{{ persona.name }}", "{{ object.eval '1' }}", "eval")]
    [InlineData("{{ persona.name }}", "{{ object.eval_template '1' }}", "eval_template")]
    [InlineData("{{ persona.name }}", "{{ for i in 1..100000 }}x{{ end }}", "create-post.v4.md: ")]
    public void Load_of_a_broken_prompt_names_file_and_fault(string right, string wrong, string fault)
    {
        var path = Path.Combine(_folder.FullName, "create-post.v4.md");
        var text = File.ReadAllText(path);
        Assert.Contains(right, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(right, wrong, StringComparison.Ordinal));

        Assert.Contains(Faults(), f => f.Contains(fault, StringComparison.Ordinal));
    }

    [Fact]
    public void Load_reports_the_faults_of_all_files_together()
    {
        foreach (var file in _folder.GetFiles("create-post.*")) file.Delete();
        File.AppendAllText(Path.Combine(_folder.FullName, "reply-to-post.v2.md"), "{{ nobody }}");

        Assert.Equal(2, Faults().Count);
    }

    [Fact]
    public void A_prompt_that_nothing_renders_is_a_fault()
    {
        var text = File.ReadAllText(Path.Combine(_folder.FullName, "create-post.v1.md"));
        File.WriteAllText(Path.Combine(_folder.FullName, "unheard-of.v1.md"),
            text.Replace("id: create-post", "id: unheard-of", StringComparison.Ordinal));

        Assert.StartsWith("unheard-of.v1.md: nothing renders the id 'unheard-of'", Assert.Single(Faults()),
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_newest_version_by_number_makes_new_prompts_and_each_can_be_rendered()
    {
        AddVersion(9, "九号");
        AddVersion(10, "十号");
        var library = PromptLibrary.Load(_folder.FullName);
        var context = SomePrompts.ToPost();
        var newest = SomePrompts.Library.For(context);

        Assert.Equal("10", library.For(context).TemplateVersion);
        Assert.Contains("九号", library.Render(PromptIds.ReplyToPost, "9", context)!.System, StringComparison.Ordinal);
        Assert.Equal(newest, library.Render(PromptIds.ReplyToPost, newest.TemplateVersion, context));
    }

    [Theory]
    [InlineData("reply-to-post", "1")]
    [InlineData("reply-to-post", "02")]
    [InlineData("reply-to-nobody", "2")]
    public void A_version_that_is_not_there_renders_nothing(string id, string version) =>
        Assert.Null(SomePrompts.Library.Render(id, version, SomePrompts.ToPost()));

    [Fact]
    public void An_older_version_need_not_know_what_newer_ones_are_given()
    {
        var older = PathOf(1);
        File.WriteAllText(older, """
            ---
            id: reply-to-post
            version: "1"
            variables: [persona, post]
            ---
            === system ===
            {{ persona.name }}
            === user ===
            {{ post.body }}
            """);

        var library = PromptLibrary.Load(_folder.FullName);

        Assert.Equal("秤星", library.Render(PromptIds.ReplyToPost, "1", SomePrompts.ToPost())!.System);
        File.Move(older, PathOf(9));
        File.WriteAllText(PathOf(9), File.ReadAllText(PathOf(9)).Replace("\"1\"", "\"9\"", StringComparison.Ordinal));
        Assert.Contains(
            Faults(), fault => fault.Contains("'own' is given, but not declared", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_no_template_is_left_alone()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "lock.json"), "{}");
        File.WriteAllText(Path.Combine(_folder.FullName, "notes.txt"), "{{");

        var context = SomePrompts.ToPost();
        Assert.Equal(SomePrompts.Library.For(context), PromptLibrary.Load(_folder.FullName).For(context));
    }

    private void AddVersion(int version, string mark) => File.WriteAllText(PathOf(version),
        File.ReadAllText(PathOf(4))
            .Replace("version: \"4\"", $"version: \"{version}\"", StringComparison.Ordinal)
            .Replace("=== system ===\n", $"=== system ===\n{mark}\n", StringComparison.Ordinal));

    private string PathOf(int version) => Path.Combine(_folder.FullName, $"reply-to-post.v{version}.md");

    private IReadOnlyList<string> Faults() =>
        Assert.Throws<FaultyFilesException>(() => PromptLibrary.Load(_folder.FullName)).Faults;
}
