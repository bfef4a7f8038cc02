using Microsoft.Extensions.Options;

namespace Zhiyu.Core.Execution.Prompts;

/// <summary>Where the prompt templates are.</summary>
internal sealed class PromptOptions
{
    /// <summary>The folder of the <c>.md</c> files. No default: composition knows where they were copied to.</summary>
    public string Folder { get; set; } = "";
}

/// <summary>Finds what is wrong with the templates when the app starts, not when the first one is needed.</summary>
internal sealed class PromptOptionsValidator : IValidateOptions<PromptOptions>
{
    public ValidateOptionsResult Validate(string? name, PromptOptions options)
    {
        try
        {
            PromptLibrary.Load(options.Folder);
            return ValidateOptionsResult.Success;
        }
        catch (PromptLibraryException fault)
        {
            return ValidateOptionsResult.Fail(fault.Faults.Select(each => $"Prompt {each}."));
        }
    }
}
