using System.Collections.Frozen;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace Zhiyu.Functions.Access;

/// <summary>The <see cref="AccessAttribute"/> of each function, read once.</summary>
internal sealed class AccessTable
{
    private readonly FrozenDictionary<string, AccessAttribute> _rows;

    /// <param name="types">The classes that hold the functions.</param>
    public AccessTable(IEnumerable<Type> types) => _rows = types
        .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
        .Where(method => method.IsDefined(typeof(AccessAttribute)))
        .ToFrozenDictionary(
            method => method.GetCustomAttribute<FunctionAttribute>()!.Name,
            method => method.GetCustomAttribute<AccessAttribute>()!,
            StringComparer.Ordinal);

    /// <exception cref="InvalidOperationException">The function has no attribute, so it must not run.</exception>
    public AccessAttribute this[string function] => _rows.TryGetValue(function, out var access)
        ? access
        : throw new InvalidOperationException(
            $"Function '{function}' has no [Access] attribute.");
}
