using Microsoft.Extensions.Options;

namespace Zhiyu.Core.Settings;

/// <summary>Files that are read once at start.</summary>
internal abstract class StartupFile
{
    public abstract void Read();

}

/// <param name="load">Throws a <see cref="FaultyFilesException"/> for files that cannot be used.</param>
internal sealed class StartupFile<TContent>(Func<TContent> load) : StartupFile where TContent : class
{
    private readonly Lazy<TContent> _content = new(load);

    public TContent Content => _content.Value;

    public override void Read() => _ = Content;
}

/// <summary>Placeholder options, because the framework validates only options at start.</summary>
internal sealed class StartFilesOptions<TContent> where TContent : class;

internal sealed class StartFilesValidator<TContent>(StartupFile<TContent> files)
    : IValidateOptions<StartFilesOptions<TContent>> where TContent : class
{
    public ValidateOptionsResult Validate(string? name, StartFilesOptions<TContent> options)
    {
        try
        {
            files.Read();
            return ValidateOptionsResult.Success;
        }
        catch (FaultyFilesException faulty)
        {
            return ValidateOptionsResult.Fail(faulty.Sentences);
        }
    }
}
