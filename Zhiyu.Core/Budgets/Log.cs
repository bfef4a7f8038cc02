using Microsoft.Extensions.Logging;

namespace Zhiyu.Core.Budgets;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Warning, "{Model} uses more tokens than estimated: from now on its calls reserve "
        + "{Prompt:0.##} times the estimate of the prompt and {Completion:0.##} times that of the completion")]
    public static partial void Raised(ILogger logger, string model, decimal prompt, decimal completion);
}
