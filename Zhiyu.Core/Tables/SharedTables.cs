namespace Zhiyu.Core.Tables;

/// <summary>The tables that several stores share. Any other table has its name in its store.</summary>
internal static class SharedTables
{
    /// <summary>Agents, communities, and the actions on agents.</summary>
    public const string Directory = "directory";

    /// <summary>Agents and communities share one partition, because they are few and listed together.</summary>
    public const string DirectoryPartition = "directory";

    /// <summary>The state that all instances share, one row each; poison records, and the health of models.</summary>
    public const string Runtime = "runtime";
}
