namespace Zhiyu.Core.Settings;

/// <summary>Required files are invalid.</summary>
/// <param name="what">What kind of files they are.</param>
/// <param name="faults">All errors, each beginning with the name of its file.</param>
internal sealed class FaultyFilesException(string what, IReadOnlyList<string> faults) : Exception
{
    public IReadOnlyList<string> Faults => faults;

    public IEnumerable<string> Sentences => faults.Select(fault => $"{what} {fault}.");

    public override string Message => string.Join(Environment.NewLine, Sentences);
}
