using Microsoft.Extensions.Logging;

namespace Zhiyu.Core.Budgets;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Warning, "{Model} takes more tokens than are estimated: from now on its calls reserve "
        + "{Prompt:0.##} times the estimate of the prompt and {Completion:0.##} times that of the answer")]
    public static partial void Raised(ILogger logger, string model, decimal prompt, decimal completion);
}
