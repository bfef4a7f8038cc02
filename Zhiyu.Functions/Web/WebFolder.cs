using System.Collections.Frozen;

namespace Zhiyu.Functions.Web;

/// <summary>The built page: what lay in its folder at the start, each file read when it is first asked for.</summary>
public sealed class WebFolder
{
    private readonly FrozenDictionary<string, Lazy<WebFile>> _files;

    /// <param name="folder">Where the build put the page; it may be missing.</param>
    /// <remarks>Names are looked up, never joined to a path: no request can lead out of the folder.</remarks>
    public WebFolder(string folder) =>
        _files = (Directory.Exists(folder) ? Directory.GetFiles(folder, "*", SearchOption.AllDirectories) : [])
            .ToFrozenDictionary(
                path => Path.GetRelativePath(folder, path).Replace('\\', '/'),
                path => new Lazy<WebFile>(() => WebFile.Read(path)));

    /// <summary>The file of that name, with <c>/</c> between folders; null when there is none.</summary>
    internal WebFile? Find(string name) => _files.TryGetValue(name, out var file) ? file.Value : null;
}
