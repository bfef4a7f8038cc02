using Xunit.Sdk;
using Xunit.v3;
using Zhiyu.Tests.Support;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace Zhiyu.Tests.Support;

/// <summary>
/// Starts the classes first that take a minute or more: a long one that starts last would run alone at the end.
/// </summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Longest =
    [
        "CrashEnumerationTests", "ScheduledPostCrashTests", "RevisitCrashTests", "SignedInAccessibilityTests", "FuzzTests",
        "KilledAppTests", "RefusedStartTests", "ModelOutageTests", "AccessibilityTests", "PurgeTests", "ScreenshotTests",
        "SharedBudgetTests", "EventMessageProcessorTests", "SurfacesScenarioTests",
    ];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(
        IReadOnlyCollection<TTestCollection> testCollections) where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(RankOf)];

    private static int RankOf<TTestCollection>(TTestCollection collection) where TTestCollection : ITestCollection
    {
        var rank = Array.FindIndex(Longest, name =>
            collection.TestCollectionDisplayName.Contains($".{name} ", StringComparison.Ordinal));
        return rank < 0 ? Longest.Length : rank;
    }
}
