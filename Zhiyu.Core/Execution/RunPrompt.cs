namespace Zhiyu.Core.Execution;

/// <summary>What a model was asked, to the letter.</summary>
/// <param name="ConfigVersion">The version of the agent's configuration that it was made from.</param>
/// <param name="Digest">Lower-case hex SHA-256 of both parts.</param>
internal sealed record RunPrompt(
    string TemplateId, string TemplateVersion, int ConfigVersion, string System, string User, string Digest);
