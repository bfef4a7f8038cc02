using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Zhiyu.Functions.Http;

/// <summary>The query parameters of a list, with all their faults.</summary>
internal sealed class PageQuery(IQueryCollection query)
{
    public const int DefaultLimit = 20;
    public const int MaxLimit = 100;

    private readonly List<FieldFault> _faults = [];

    public IReadOnlyList<FieldFault> Faults => _faults;

    /// <summary>How many items a page may have.</summary>
    public int Limit()
    {
        if (!query.ContainsKey("limit")) return DefaultLimit;
        if (int.TryParse(query["limit"].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var limit)
            && limit is >= 1 and <= MaxLimit)
            return limit;
        return Fault("limit", $"limit must be a whole number from 1 to {MaxLimit}.", DefaultLimit);
    }

    /// <summary>The store's cursor; null for the first page, when the parameter is missing or empty.</summary>
    /// <param name="isCursor">Whether a text is a cursor of this list.</param>
    public string? Cursor(Func<string, bool> isCursor)
    {
        if (Text("cursor") is not { } opaque) return null;
        return Http.Cursor.TryDecode(opaque, out var cursor) && isCursor(cursor)
            ? cursor
            : Fault<string?>("cursor", "cursor must be a meta.cursor of this list, unchanged.", null);
    }

    /// <summary>An optional parameter; null when it is missing or empty.</summary>
    public string? Text(string name) => Single(name) is { Length: > 0 } text ? text : null;

    public T Fault<T>(string name, string message, T instead)
    {
        _faults.Add(new FieldFault(name, message));
        return instead;
    }

    private string? Single(string name) => query[name] switch
    {
        [] => null,
        [var only] => only,
        _ => Fault<string?>(name, $"{name} must be given only once.", null),
    };
}
