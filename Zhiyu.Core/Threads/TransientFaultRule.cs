namespace Zhiyu.Core.Threads;

/// <summary>Recognizes outages of a dependency, which may soon be over, among other exceptions.</summary>
public sealed record TransientFaultRule(Func<Exception, bool> IsOutage);
