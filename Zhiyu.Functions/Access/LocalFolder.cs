namespace Zhiyu.Functions.Access;

/// <summary>The folder for data of the current user, outside any repository.</summary>
/// <param name="Path">Empty when the user has no such folder.</param>
internal sealed record LocalFolder(string Path)
{
    public static LocalFolder OfUser()
    {
        var data = Environment.GetFolderPath(
            Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return new LocalFolder(data.Length == 0 ? "" : System.IO.Path.Combine(data, "zhiyu"));
    }
}
