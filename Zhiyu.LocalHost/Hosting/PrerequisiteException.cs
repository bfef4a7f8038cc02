namespace Zhiyu.LocalHost.Hosting;

/// <summary>
/// Something the developer's machine lacks. The message names it and the remedy, so the host prints the message
/// alone and exits with a non-zero code: a stack trace would bury it.
/// </summary>
internal sealed class PrerequisiteException(string message, Exception? inner = null) : Exception(message, inner);
