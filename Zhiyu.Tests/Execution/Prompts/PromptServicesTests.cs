using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Execution.Prompts;

namespace Zhiyu.Tests.Execution.Prompts;

[Trait("Set", "Quick")]
public sealed class PromptServicesTests
{
    [Fact]
    public async Task Missing_prompts_are_found_when_the_app_starts()
    {
        await using var services = new ServiceCollection()
            .AddPrompts(Path.Combine(AppContext.BaseDirectory, "no-such-folder"))
            .BuildServiceProvider();

        var refusal = Assert.Throws<OptionsValidationException>(
            services.GetRequiredService<IStartupValidator>().Validate);

        Assert.Equal(
            PromptIds.All.Select(id => $"Prompt {id}.v1.md").Order(StringComparer.Ordinal),
            refusal.Failures.Select(failure => failure.Split(':')[0]).Order(StringComparer.Ordinal));
    }
}
