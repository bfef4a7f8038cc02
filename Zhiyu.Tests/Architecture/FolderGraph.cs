using System.Reflection;

namespace Zhiyu.Tests.Architecture;

/// <summary>Which folders of a compiled assembly use which, read from its types; a namespace is a folder.</summary>
internal sealed class FolderGraph
{
    private readonly string _root;
    private readonly IReadOnlyList<Use> _uses;

    /// <param name="assembly">Where the folders are.</param>
    /// <param name="root">The namespace above them.</param>
    public FolderGraph(Assembly assembly, string root)
    {
        _root = root;
        // Without what source generators put into namespaces of their own.
        _uses =
        [
            .. from user in assembly.GetTypes()
               where FolderOf(user) is not null
               from used in TypeReferences.Of(user)
               where FolderOf(used) is not null && FolderOf(used) != FolderOf(user)
               select new Use(FolderOf(user)!, FolderOf(used)!, $"{user} uses {used}"),
        ];
    }

    /// <summary>All folders, by their path under the root, the root itself as an empty path.</summary>
    public IReadOnlySet<string> Folders => _uses.SelectMany(use => (string[])[use.From, use.To]).ToHashSet();

    /// <summary>Folders that use each other in a circle: at the first depth, at the second, and so on.</summary>
    public IReadOnlyList<string> Cycles() =>
    [
        .. from depth in Enumerable.Range(1, Folders.Max(folder => folder.Count(letter => letter == '.') + 1))
           from cycle in CyclesAt(depth)
           select cycle,
    ];

    /// <summary>Uses of a folder of the first depth that is not on a lower floor.</summary>
    /// <param name="floors">From the lowest, neighbours beside each other.</param>
    public IReadOnlyList<string> NotDownwards(string[][] floors) =>
    [
        .. from use in _uses
           let user = Cut(use.From, 1)
           let used = Cut(use.To, 1)
           where user != used && FloorOf(floors, used) >= FloorOf(floors, user)
           select use.Text,
    ];

    private IEnumerable<string> CyclesAt(int depth)
    {
        var edges = _uses
            .Select(use => (From: Cut(use.From, depth), To: Cut(use.To, depth), use.Text))
            .Where(edge => edge.From != edge.To)
            .ToList();
        var next = edges.ToLookup(edge => edge.From, edge => edge.To);
        return
        [
            .. from edge in edges
               where Reaches(next, edge.To, edge.From)
               select $"{edge.From} and {edge.To} are in a circle: {edge.Text}",
        ];
    }

    private static bool Reaches(ILookup<string, string> next, string from, string to)
    {
        var (seen, open) = (new HashSet<string> { from }, new Queue<string>([from]));
        while (open.TryDequeue(out var folder))
        {
            if (folder == to) return true;
            foreach (var further in next[folder].Where(seen.Add)) open.Enqueue(further);
        }

        return false;
    }

    private static int FloorOf(string[][] floors, string folder) =>
        Array.FindIndex(floors, floor => floor.Contains(folder));

    private static string Cut(string folder, int depth) => string.Join('.', folder.Split('.').Take(depth));

    private string? FolderOf(Type type) => type.Namespace switch
    {
        { } space when space == _root => "",
        { } space when space.StartsWith($"{_root}.", StringComparison.Ordinal) => space[(_root.Length + 1)..],
        _ => null,
    };

    private sealed record Use(string From, string To, string Text);
}
