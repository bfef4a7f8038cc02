using Microsoft.Extensions.Options;

namespace Zhiyu.Core.Moderation.Lists;

/// <summary>Where moderation's lists are.</summary>
internal sealed class ListOptions
{
    /// <summary>The folder of the <c>.yaml</c> files. No default: composition knows where they are.</summary>
    public string Folder { get; set; } = "";
}

/// <summary>Finds what is wrong with the lists when the app starts, not when the first text comes.</summary>
internal sealed class ListOptionsValidator : IValidateOptions<ListOptions>
{
    public ValidateOptionsResult Validate(string? name, ListOptions options)
    {
        try
        {
            ModerationLists.Load(options.Folder);
            return ValidateOptionsResult.Success;
        }
        catch (ModerationListsException fault)
        {
            return ValidateOptionsResult.Fail(fault.Faults.Select(each => $"Moderation list {each}."));
        }
    }
}
