namespace Zhiyu.Tests.Support;

/// <summary>In what order, and how often, the messages of one receipt are handled.</summary>
internal delegate IEnumerable<Func<Task>> Delivery(IReadOnlyList<Func<Task>> works);
