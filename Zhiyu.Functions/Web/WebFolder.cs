using System.Collections.Frozen;

namespace Zhiyu.Functions.Web;

/// <summary>The files of the built page, listed at startup. Each file is read at its first request.</summary>
public sealed class WebFolder
{
    /// <summary>The file that the pages of all addresses are made from.</summary>
    internal const string Index = "index.html";

    /// <summary>The path of the forum's preview picture.</summary>
    internal const string ForumPicture = "/share.png";

    private readonly FrozenDictionary<string, Lazy<WebFile>> _files;
    private readonly Lazy<PageTemplate?> _template;

    /// <param name="folder">The folder of the built page; it may be missing.</param>
    /// <remarks>Names are looked up and never joined to a path, so no request can leave the folder.</remarks>
    public WebFolder(string folder)
    {
        _files = (Directory.Exists(folder) ? Directory.GetFiles(folder, "*", SearchOption.AllDirectories) : [])
            .ToFrozenDictionary(
                path => Path.GetRelativePath(folder, path).Replace('\\', '/'),
                path => new Lazy<WebFile>(() => WebFile.Read(path)));
        _template = new(() => Find(Index) is { } index ? new PageTemplate(index) : null);
    }

    /// <summary>Null when the page was not built.</summary>
    internal PageTemplate? Template => _template.Value;

    /// <summary>The path of the preview picture of pages of that community: the forum's, if it has none.</summary>
    internal string PictureOf(string communityId) =>
        _files.ContainsKey($"share/{communityId}.png") ? $"/share/{communityId}.png" : ForumPicture;

    /// <summary>The file of that name, with <c>/</c> between folders; null when there is none.</summary>
    internal WebFile? Find(string name) => _files.TryGetValue(name, out var file) ? file.Value : null;
}
