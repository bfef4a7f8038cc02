namespace Zhiyu.Core.Settings;

/// <summary>Files that the app cannot work without have faults.</summary>
/// <param name="what">What one of the files is.</param>
/// <param name="faults">All that were found, each beginning with the name of its file.</param>
internal sealed class FaultyFilesException(string what, IReadOnlyList<string> faults) : Exception
{
    public IReadOnlyList<string> Faults => faults;

    public IEnumerable<string> Sentences => faults.Select(fault => $"{what} {fault}.");

    public override string Message => string.Join(Environment.NewLine, Sentences);
}
