using System.Reflection;
using Zhiyu.Core.Forum;
using Zhiyu.Functions;
using Zhiyu.LocalHost.Hosting;

namespace Zhiyu.Tests.Architecture;

/// <summary>The direction of dependencies, read from the compiled assemblies.</summary>
public sealed class DependencyTests
{
    private const string Core = "Zhiyu.Core";
    private const string Storage = "Storage";

    // Each slice may use its own level and those before it. A new folder gets its place here.
    private static readonly string[][] Levels =
    [
        ["Network", "Settings"],
        ["Retention", "Telemetry"],
        ["Agents", "Budgets", "Events", "Forum"],
        ["Allocation", "Execution", "Governance", "Moderation"],
        ["Runtime"],
        ["Archive"],
        ["Api"],
    ];

    private static readonly Assembly CoreAssembly = typeof(Post).Assembly;
    private static readonly Assembly Functions = typeof(ZhiyuApp).Assembly;
    private static readonly Assembly LocalHost = typeof(LocalHostPlan).Assembly;

    [Fact]
    public void Every_slice_of_the_core_has_a_level() =>
        Assert.Subset(
            Levels.SelectMany(level => level).Append(Storage).ToHashSet(),
            TypesOf(CoreAssembly).Select(SliceOf).ToHashSet());

    [Fact]
    public void A_slice_uses_only_its_own_level_and_lower_ones() =>
        Assert.Empty(Uses(CoreAssembly, (user, used) =>
            SliceOf(user) != Storage && IsCore(used) && LevelOf(SliceOf(used)) > LevelOf(SliceOf(user))));

    // Azure OpenAI is a provider of models like others, and Azure Monitor takes telemetry like others: neither stores.
    [Fact]
    public void Only_storage_the_provider_of_that_name_and_telemetry_use_the_Azure_SDK() =>
        Assert.Empty(Uses(CoreAssembly, (user, used) =>
                SliceOf(user) is not (Storage or "Telemetry")
                && !IsIn(user, $"{Core}.Execution.Llm.AzureOpenAi") && IsAzure(used))
            .Concat(Uses(Functions, (_, used) => IsAzure(used))));

    [Fact]
    public void Only_composition_uses_storage() =>
        Assert.Empty(Uses(CoreAssembly, (user, used) => SliceOf(user) != Storage && IsStorage(used))
            .Concat(Uses(Functions, (user, used) => user != typeof(ZhiyuApp) && IsStorage(used))));

    [Fact]
    public void The_core_knows_no_host_and_the_app_knows_only_the_core()
    {
        Assert.Empty(OursReferencedBy(CoreAssembly));
        Assert.Equal([Core], OursReferencedBy(Functions));
    }

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

    private static string SliceOf(Type type) => type.Namespace!.Split('.').ElementAtOrDefault(2) ?? "";

    private static int LevelOf(string slice) => Array.FindIndex(Levels, level => level.Contains(slice));

    private static bool IsCore(Type type) => IsIn(type, Core) && SliceOf(type) != Storage;

    private static bool IsStorage(Type type) => IsIn(type, $"{Core}.{Storage}");

    private static bool IsAzure(Type type) => IsIn(type, "Azure");

    private static bool IsIn(Type type, string space) =>
        type.Namespace == space || (type.Namespace?.StartsWith($"{space}.", StringComparison.Ordinal) ?? false);
}
