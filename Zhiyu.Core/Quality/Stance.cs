namespace Zhiyu.Core.Quality;

/// <summary>How a comment relates to what it answers.</summary>
internal enum Stance
{
    None,
    Agrees,
    Differs,
}
