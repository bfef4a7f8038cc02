using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Moderation;
using Zhiyu.Core.Moderation.Rules;
using Zhiyu.Core.Settings;

namespace Zhiyu.Tests.Moderation;

public sealed class ModerationListsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("zhiyu-lists-").FullName;

    public ModerationListsTests()
    {
        foreach (var file in Directory.GetFiles(Samples.Folder))
            File.Copy(file, Path.Combine(_folder, Path.GetFileName(file)));
    }

    [Fact]
    public void Every_fault_is_told_at_once_with_its_file_its_entry_and_a_remedy()
    {
        File.WriteAllText(Path.Combine(_folder, "terms.xx.yaml"), """
            - { id: x.heavy, category: abuse, weight: 1.5, terms: [word] }
            - { id: x.empty, category: abuse, weight: 0.5 }
            - { id: x.empty, weight: 0.5, terms: [x] }
            """);
        File.WriteAllText(Path.Combine(_folder, "patterns.yaml"), """
            - { id: p.look, category: pii, weight: 1, pattern: '(?<=a)b' }
            - { id: p.names, category: pii, weight: 1, pattern: 'a', in: everywhere, check: luck, edge: sharp }
            - { id: p.piece, category: pii, weight: 1, pattern: '{nobody}', unless: '(' }
            """);
        File.WriteAllText(Path.Combine(_folder, "instructions.yaml"), "[]");
        File.WriteAllText(Path.Combine(_folder, "words.yaml"), "{ beast: [cat], none: [] }");
        File.WriteAllText(
            Path.Combine(_folder, "pieces.yaml"), "{ beast: [dog], ring: ['{ring}'], lost: ['{nowhere}'] }");
        File.WriteAllText(
            Path.Combine(_folder, "links.yaml"), "- { id: l.url, weight: 1, hosts: ['https://a.b'], colour: red }");
        File.WriteAllText(Path.Combine(_folder, "folding.yaml"), "homoglyphs: { a: bc, c: d }");
        File.Delete(Path.Combine(_folder, "innocent.yaml"));

        var faults = Assert.Throws<FaultyFilesException>(() => RuleSet.Load(_folder)).Faults;

        string[] expected =
        [
            "folding.yaml: 'd' is folded to 'c', which is folded itself; fold it to 'a'", "innocent.yaml: is missing",
            "links.yaml: cannot be read at line 1", "patterns.yaml: entry 'p.look' has a pattern",
            "patterns.yaml: entry 'p.names' names a check 'luck'",
            "patterns.yaml: entry 'p.names' names an edge 'sharp'",
            "patterns.yaml: entry 'p.names' names a reading 'everywhere'",
            "patterns.yaml: entry 'p.piece' names 'nobody' that there is not",
            "patterns.yaml: entry 'p.piece' has a pattern", "pieces.yaml: piece 'beast' has the name of words",
            "pieces.yaml: piece 'ring' has pieces within pieces",
            "pieces.yaml: piece 'lost' names 'nowhere' that there is not", "words.yaml: words 'none' has none",
            "terms.xx.yaml: entry 'x.empty' has 'x', which is too short",
            "terms.xx.yaml: entry 'x.empty' has no category",
            "terms.xx.yaml: entry 'x.empty' has no terms", "terms.xx.yaml: entry 'x.empty' has the id of another",
            "terms.xx.yaml: entry 'x.heavy' weighs 1.5",
        ];
        Assert.Equal(expected.Length, faults.Count);
        Assert.All(expected, start => Assert.Contains(
            faults, fault => fault.StartsWith(start, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Missing_lists_are_found_when_the_app_starts()
    {
        await using var services = new ServiceCollection()
            .AddModeration(new ConfigurationBuilder().Build(), Path.Combine(_folder, "no-such-folder"))
            .BuildServiceProvider();

        var refusal = Assert.Throws<OptionsValidationException>(
            services.GetRequiredService<IStartupValidator>().Validate);

        Assert.Equal(
            [
                "Moderation list folding.yaml", "Moderation list innocent.yaml",
                "Moderation list instructions.yaml", "Moderation list links.yaml",
                "Moderation list patterns.yaml", "Moderation list pieces.yaml", "Moderation list terms.*.yaml",
                "Moderation list words.yaml",
            ],
            refusal.Failures.Select(failure => failure.Split(':')[0]).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("https://api.example/v1/moderations", "key", null)]
    [InlineData("http://127.0.0.1:9/v1/moderations", "", null)]
    [InlineData("", "key", "MODERATION_API_KEY is set and MODERATION_API_URL is not")]
    [InlineData("ftp://api.example", "", "MODERATION_API_URL is not an http or https address")]
    [InlineData("http://api.example/v1", "", "MODERATION_API_URL would send texts over plain http")]
    [InlineData("http://127.0.0.1:9/v1", "key", "MODERATION_API_KEY would go over plain http")]
    public void A_service_that_would_be_told_too_much_is_refused(string url, string key, string? fault)
    {
        var result = new ModerationOptionsValidator().Validate(
            null, new ModerationOptions { ApiUrl = url, ApiKey = key });

        if (fault is null) Assert.True(result.Succeeded);
        else Assert.StartsWith(fault, Assert.Single(result.Failures!), StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
