using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Zhiyu.Core.Execution.Llm;

internal static class LlmServices
{
    /// <summary>Registers <see cref="LlmOptions"/>, <see cref="LlmStatus"/> and the one IChatClient.</summary>
    public static IServiceCollection AddLlm(this IServiceCollection services, IConfiguration configuration) =>
        throw new NotImplementedException();
}
