using Zhiyu.Core.Threads;
using Zhiyu.Functions;

namespace Zhiyu.Tests.Support;

/// <summary>What is deployed: the core and the app.</summary>
internal static class Product
{
    public static IReadOnlyList<Type> Types { get; } =
        [.. typeof(Post).Assembly.GetTypes(), .. typeof(ZhiyuApp).Assembly.GetTypes()];

    /// <summary>The text of all its files with such a name.</summary>
    public static string Sources(string pattern) => string.Concat(
        from project in (string[])["Zhiyu.Core", "Zhiyu.Functions"]
        from file in Directory.GetFiles(Repository.PathOf(project), pattern, SearchOption.AllDirectories)
        select File.ReadAllText(file));
}
