using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Agents;

/// <summary>The changes that a JSON object makes to a value: only those of the fields that it contains.</summary>
/// <remarks>A change is a function, because the value may be newer when the change is applied.</remarks>
internal sealed class Patch<T>(JsonFields fields)
{
    private readonly List<string> _names = [];
    private readonly List<Func<T, T>> _changes = [];

    /// <param name="name">A field that the object may have.</param>
    /// <param name="read">Reads its value from the object.</param>
    /// <param name="set">Sets the value.</param>
    public Patch<T> Of<TValue>(string name, Func<string, TValue> read, Func<T, TValue, T> set)
    {
        _names.Add(name);
        if (!fields.IsGiven(name)) return this;
        var value = read(name);
        _changes.Add(thing => set(thing, value));
        return this;
    }

    /// <summary>All changes as one function. Every other field of the object is a fault.</summary>
    public Func<T, T> AndNoOthers()
    {
        fields.AllowOnly(_names);
        return thing => _changes.Aggregate(thing, (changed, change) => change(changed));
    }
}
