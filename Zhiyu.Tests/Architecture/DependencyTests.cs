using System.Reflection;
using Zhiyu.Core.Threads;
using Zhiyu.Functions;
using Zhiyu.LocalHost.Hosting;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Architecture;

/// <summary>What may use Azure's SDK, storage and the projects, read from the compiled assemblies.</summary>
[Trait("Set", "Quick")]
public sealed class DependencyTests
{
    private const string Core = "Zhiyu.Core";
    private const string Storage = "Storage";

    private static readonly Assembly CoreAssembly = typeof(Post).Assembly;
    private static readonly Assembly Functions = typeof(ZhiyuApp).Assembly;
    private static readonly Assembly LocalHost = typeof(LocalHostPlan).Assembly;

    // Azure OpenAI is a provider of models like others, Azure Monitor takes telemetry like others, and Azure AI Search is
    // an index like another: none of them stores what is not elsewhere.
    [Fact]
    public void Only_storage_the_services_of_that_name_and_telemetry_use_the_Azure_SDK() =>
        Assert.Empty(Uses(CoreAssembly, (user, used) =>
                FolderOf(user) is not (Storage or "Telemetry")
                && !IsIn(user, $"{Core}.Execution.Models.AzureOpenAi") && !IsIn(user, $"{Core}.Search.AzureSearch")
                && IsAzure(used))
            .Concat(Uses(Functions, (_, used) => IsAzure(used))));

    [Fact]
    public void Only_composition_uses_storage() =>
        Assert.Empty(Uses(CoreAssembly, (user, used) => FolderOf(user) != Storage && IsStorage(used))
            .Concat(Uses(Functions, (user, used) => user != typeof(ZhiyuApp) && IsStorage(used))));

    [Fact]
    public void The_core_knows_no_host_and_the_app_knows_only_the_core()
    {
        Assert.Empty(OursReferencedBy(CoreAssembly));
        Assert.Equal([Core], OursReferencedBy(Functions));
    }

    // A type of ours in a namespace of Microsoft's would take the place of theirs without a word.
    [Fact]
    public void Everything_of_ours_is_in_namespaces_of_ours() => Assert.Empty(
        from project in Directory.GetDirectories(Repository.PathOf(), "Zhiyu.*")
        from file in Directory.GetFiles(project, "*.cs", SearchOption.AllDirectories)
        let path = Path.GetRelativePath(project, file).Split(Path.DirectorySeparatorChar)
        where path[0] is not ("bin" or "obj")
        from line in File.ReadLines(file)
        where line.StartsWith("namespace ", StringComparison.Ordinal)
            && !line.StartsWith("namespace Zhiyu.", StringComparison.Ordinal)
        select $"{file}: {line}");

    // Program.cs, in no namespace, is where the app is put into it.
    [Fact]
    public void The_library_of_the_local_host_knows_no_app() =>
        Assert.Empty(Uses(LocalHost, (_, used) => IsIn(used, Core) || IsIn(used, "Zhiyu.Functions")));

    private static IEnumerable<string> OursReferencedBy(Assembly assembly) =>
        assembly.GetReferencedAssemblies().Select(name => name.Name!)
            .Where(name => name.StartsWith("Zhiyu.", StringComparison.Ordinal));

    private static IEnumerable<string> Uses(Assembly assembly, Func<Type, Type, bool> isForbidden) =>
        from user in TypesOf(assembly)
        from used in TypeReferences.Of(user)
        where isForbidden(user, used)
        select $"{user} uses {used}";

    // Without what source generators put into namespaces of their own.
    private static IEnumerable<Type> TypesOf(Assembly assembly) =>
        assembly.GetTypes().Where(type => IsIn(type, assembly.GetName().Name!));

    private static string FolderOf(Type type) => type.Namespace!.Split('.').ElementAtOrDefault(2) ?? "";

    private static bool IsStorage(Type type) => IsIn(type, $"{Core}.{Storage}");

    private static bool IsAzure(Type type) => IsIn(type, "Azure");

    private static bool IsIn(Type type, string space) =>
        type.Namespace == space || (type.Namespace?.StartsWith($"{space}.", StringComparison.Ordinal) ?? false);
}
