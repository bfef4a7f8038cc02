using Zhiyu.Core.Threads;
using Zhiyu.Functions;

namespace Zhiyu.Tests.Architecture;

/// <summary>
/// Each folder of the core and of the app stands on one floor and uses lower floors only; no folders use each other.
/// </summary>
[Trait("Set", "Quick")]
public sealed class FloorTests
{
    // From the lowest; neighbours stand in one line, and do not use each other. A new folder gets its place here.
    private static readonly string[][] Floors =
    [
        ["Network", "Settings", "Tables", "Text"],
        ["Retention", "Telemetry"],
        ["Threads"],
        ["Archive", "Communities", "Follows", "Queues"],
        ["Budgets", "Moderation"],
        ["Agents", "Memory", "Reputation"],
        ["Forum", "Webhooks"],
        ["Runs", "Search"],
        ["Quality"],
        ["Allocation"],
        ["Execution"],
        ["Governance"],
        ["Runtime"],
        // Adapters of the ports of all others.
        ["Storage"],
    ];

    private static readonly string[][] FloorsOfTheApp =
    [
        ["Http"],
        ["Access", "Moderation"],
        ["Security", "Writing"],
        // A capability each. They share what is below, and know nothing of each other.
        [
            "Agents", "Allocations", "Archive", "Comments", "Communities", "Dataset", "Development", "Digests",
            "Follows", "Health", "Memories", "OpenApi", "PoisonMessages", "Posts", "Quality", "Queues", "Reports",
            "Routing", "Runs", "Runtime", "Search", "Streaming", "Syndication", "Timers", "Votes", "Web", "Webhooks",
        ],
        // What these show has posts and comments in it, as those capabilities show them.
        ["Governance", "Highlights"],
        // The first view has all of these.
        ["Front"],
        // Shows allocations, what was remembered, and what moderators did.
        ["Provenance"],
        // Its tools are operations of the others.
        ["Mcp"],
        // Composition, at the root, puts all together.
        [""],
    ];

    private static readonly FolderGraph Core = new(typeof(Post).Assembly, "Zhiyu.Core");

    private static readonly FolderGraph App = new(typeof(ZhiyuApp).Assembly, "Zhiyu.Functions");

    [Fact]
    public void Every_folder_of_the_core_has_a_floor() => Assert.Subset(
        Floors.SelectMany(floor => floor).ToHashSet(),
        Core.Folders.Select(folder => folder.Split('.')[0]).ToHashSet());

    [Fact]
    public void A_folder_of_the_core_uses_lower_floors_only() => Assert.Empty(Core.NotDownwards(Floors));

    [Fact]
    public void No_folders_of_the_core_use_each_other() => Assert.Empty(Core.Cycles());

    [Fact]
    public void Every_folder_of_the_app_has_a_floor() => Assert.Subset(
        FloorsOfTheApp.SelectMany(floor => floor).ToHashSet(),
        App.Folders.Select(folder => folder.Split('.')[0]).ToHashSet());

    [Fact]
    public void A_folder_of_the_app_uses_lower_floors_only() => Assert.Empty(App.NotDownwards(FloorsOfTheApp));

    [Fact]
    public void No_folders_of_the_app_use_each_other() => Assert.Empty(App.Cycles());

    [Theory]
    [InlineData("Circle", "First and Second are in a circle")]
    [InlineData("DeepCircle", "Outer.First and Outer.Second are in a circle")]
    [InlineData("Nested", "Outer and Outer.Inner are in a circle")]
    public void A_planted_cycle_is_found(string planted, string cycle) =>
        Assert.Contains(Of(planted).Cycles(), found => found.StartsWith(cycle, StringComparison.Ordinal));

    [Fact]
    public void A_planted_neighbour_is_found()
    {
        var neighbours = Of("Neighbours");

        Assert.Empty(neighbours.Cycles());
        Assert.Empty(neighbours.NotDownwards([["Right"], ["Left"]]));
        Assert.Contains(
            neighbours.NotDownwards([["Left", "Right"]]),
            found => found.Contains("Left", StringComparison.Ordinal));
    }

    private static FolderGraph Of(string planted) => new(
        typeof(FloorTests).Assembly, $"{typeof(FloorTests).Namespace}.Planted.{planted}");
}
