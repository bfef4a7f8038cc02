using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.AI;

namespace Zhiyu.Core.Execution.Prompts;

/// <summary>A prompt as it is sent to the model and recorded with the run.</summary>
/// <remarks>The digest is the lower-case hex SHA-256 of the system part, a line feed and the user part.</remarks>
public sealed record RenderedPrompt(
    string TemplateId, string TemplateVersion, string System, string User, string Digest)
{
    public static RenderedPrompt Of(string templateId, string templateVersion, string system, string user) =>
        new(templateId, templateVersion, system, user,
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{system}\n{user}"))));

    public IReadOnlyList<ChatMessage> ToMessages() =>
        [new(ChatRole.System, System), new(ChatRole.User, User)];
}
