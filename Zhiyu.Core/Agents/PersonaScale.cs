namespace Zhiyu.Core.Agents;

/// <summary>How strong a trait of a persona is: a whole number from 0 to <see cref="Most"/>, or not set.</summary>
/// <param name="Name">Its name in requests, in responses and in prompts.</param>
/// <param name="ValueOf">The value of a persona; null when it is not set.</param>
/// <param name="With">A persona with this value instead.</param>
public sealed record PersonaScale(string Name, Func<Persona, int?> ValueOf, Func<Persona, int?, Persona> With)
{
    /// <summary>The highest value; the lowest is 0.</summary>
    public const int Most = 10;
}
