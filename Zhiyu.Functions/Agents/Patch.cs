using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Agents;

/// <summary>What an object of a body changes of a thing: what it has fields for, and nothing else of it.</summary>
/// <remarks>Kept as a change, since the thing may be another by the time it is carried out.</remarks>
internal sealed class Patch<T>(JsonFields fields)
{
    private readonly List<string> _names = [];
    private readonly List<Func<T, T>> _changes = [];

    /// <param name="name">A field that the object may have.</param>
    /// <param name="read">Takes its value out of the object.</param>
    /// <param name="set">Puts the value in its place.</param>
    public Patch<T> Of<TValue>(string name, Func<string, TValue> read, Func<T, TValue, T> set)
    {
        _names.Add(name);
        if (!fields.IsGiven(name)) return this;
        var value = read(name);
        _changes.Add(thing => set(thing, value));
        return this;
    }

    /// <summary>All of them as one; every other field of the object is a fault.</summary>
    public Func<T, T> AndNoOthers()
    {
        fields.AllowOnly(_names);
        return thing => _changes.Aggregate(thing, (changed, change) => change(changed));
    }
}
