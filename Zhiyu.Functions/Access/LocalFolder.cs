namespace Zhiyu.Functions.Access;

/// <summary>Where this machine keeps what is its user's own, outside any repository.</summary>
/// <param name="Path">Empty where the user has no such place.</param>
internal sealed record LocalFolder(string Path)
{
    public static LocalFolder OfUser()
    {
        var data = Environment.GetFolderPath(
            Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return new LocalFolder(data.Length == 0 ? "" : System.IO.Path.Combine(data, "zhiyu"));
    }
}
