namespace Zhiyu.Core.Execution.Prompts;

/// <summary>The prompt templates of a folder, checked and parsed once.</summary>
internal sealed class PromptLibrary
{
    public static PromptLibrary Load(string folder) => throw new NotImplementedException();

    public RenderedPrompt Reply(ReplyContext context) => throw new NotImplementedException();

    public RenderedPrompt CreatePost(PostContext context) => throw new NotImplementedException();
}
