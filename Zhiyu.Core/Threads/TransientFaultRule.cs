namespace Zhiyu.Core.Threads;

/// <summary>Recognizes outages of a dependency, which may soon be over, among other exceptions.</summary>
internal sealed record TransientFaultRule(Func<Exception, bool> IsOutage);
