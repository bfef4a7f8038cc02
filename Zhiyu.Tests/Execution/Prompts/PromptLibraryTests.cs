using Zhiyu.Core.Execution.Prompts;
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

        Assert.Equal(PromptIds.All, Faults().Select(fault => fault.Split(".md")[0]));
    }

    [Theory]
    [InlineData("id: create-post", "id: reply-to-post", "reply-to-post.md: the id 'reply-to-post' is taken")]
    [InlineData("id: create-post", "id: unheard-of", "create-post.md: nothing renders the id 'unheard-of'")]
    [InlineData("version:", "versoin:", "create-post.md: the front matter is not valid at line")]
    [InlineData("version: \"1\"", "version:", "create-post.md: the front matter must give id, version and variables")]
    [InlineData("---\nid", "id", "create-post.md: starts with no front matter")]
    [InlineData("=== user ===", "user", "create-post.md: must have a part after")]
    [InlineData("[persona,", "[persona, mood,",
        "create-post.md: the variable 'mood' is declared, but nothing gives it")]
    [InlineData("[persona,", "[", "create-post.md: the variable 'persona' is given, but not declared")]
    [InlineData("{{ persona.name }}", "{{ persno.name }}", "create-post.md: the variable 'persno' is used, but not")]
    [InlineData("{{ persona.name }}", "{{ persona.nmae }}", "nmae")]
    [InlineData("{{ persona.name }}", "{{ if }}", "create-post.md: system(")]
    [InlineData("{{ persona.name }}", "{{ include 'other' }}", "include")]
    [InlineData("{{ persona.name }}", "{{ object.eval '1' }}", "eval")]
    [InlineData("{{ persona.name }}", "{{ object.eval_template '1' }}", "eval_template")]
    [InlineData("{{ persona.name }}", "{{ for i in 1..100000 }}x{{ end }}", "create-post.md: ")]
    public void Load_of_a_broken_prompt_names_file_and_fault(string right, string wrong, string fault)
    {
        var path = Path.Combine(_folder.FullName, "create-post.md");
        var text = File.ReadAllText(path);
        Assert.Contains(right, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(right, wrong, StringComparison.Ordinal));

        Assert.Contains(Faults(), f => f.Contains(fault, StringComparison.Ordinal));
    }

    [Fact]
    public void Load_reports_the_faults_of_all_files_together()
    {
        File.Delete(Path.Combine(_folder.FullName, "create-post.md"));
        File.AppendAllText(Path.Combine(_folder.FullName, "reply-to-post.md"), "{{ nobody }}");

        Assert.Equal(2, Faults().Count);
    }

    private IReadOnlyList<string> Faults() =>
        Assert.Throws<PromptLibraryException>(() => PromptLibrary.Load(_folder.FullName)).Faults;
}
