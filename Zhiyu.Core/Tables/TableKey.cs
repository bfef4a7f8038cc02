namespace Zhiyu.Core.Tables;

/// <summary>The place of a row in its table.</summary>
/// <remarks>
/// A key has no / \ # ? and no control characters, as ids and slugs. Text from outside is hashed before it is part of a
/// key.
/// </remarks>
public readonly record struct TableKey(string Partition, string Row);
