using System.Globalization;

namespace Zhiyu.Tests.Memory;

/// <summary>
/// Something that one agent tells another, who notes it in other words: who came by which thing, and how.
/// </summary>
/// <param name="AgentId">Who is told, and asked a week later.</param>
/// <param name="Told">What it reads.</param>
/// <param name="Noted">What it notes.</param>
/// <param name="Question">What it is asked, in words of neither.</param>
/// <param name="IsWithheld">Whether what it was told, or what it said to that, is withheld before it is asked.</param>
internal sealed record PlantedFact(
    string AgentId, bool IsChinese, string Thing, string Told, string Noted, string Question, bool IsWithheld)
{
    public const int AgentsOfLanguage = 10;

    // Of the last three things nothing may be remembered.
    private const int ThingsKept = 25;

    private static readonly string[] ChineseThings =
    [
        "紫砂壶", "怀表", "雨伞", "自行车", "棉袄", "算盘", "留声机", "望远镜", "砚台", "木梳", "风筝", "灯笼", "竹椅", "陶罐",
        "铜锁", "皮箱", "毛笔", "口琴", "藤篮", "剪刀", "相册", "斗笠", "砂锅", "棋盘", "秤砣", "蓑衣", "石磨", "铁锚",
    ];

    private static readonly string[] EnglishThings =
    [
        "teapot", "wristwatch", "umbrella", "bicycle", "overcoat", "abacus", "gramophone", "telescope", "inkwell",
        "hairbrush", "kite", "lantern", "armchair", "pitcher", "padlock", "suitcase", "typewriter", "harmonica",
        "basket", "sextant", "album", "bonnet", "saucepan", "chessboard", "anvil", "raincoat", "millstone", "anchor",
    ];

    private static readonly (string Told, string Noted, string Question)[] ChineseStories =
    [
        ("前年路过绍兴，在旧货摊上看中一只{0}，掏了三块钱。", "{0}是三块钱从绍兴的旧货市场买来的", "去绍兴淘旧货"),
        ("奶奶病重的时候，把她用了一辈子的{0}塞给了我。", "{0}是祖母临走之前交到手里的", "祖母留下的东西"),
        ("这只{0}我找人修过两次，一装水还是滴答滴答。", "{0}修了两回还是漏水", "漏水该不该修"),
        ("去年刮台风，我家的{0}飞到隔壁人家屋顶上去了。", "{0}在台风天被刮上了邻居的屋顶", "台风和邻居"),
    ];

    private static readonly (string Told, string Noted, string Question)[] EnglishStories =
    [
        ("Two years ago I found this {0} on a market stall in Leeds, and paid three shillings.",
            "The {0} was bought for three shillings in Leeds.", "bargains, in Leeds above all"),
        ("When my gran died, the lawyer read out that her {0} was to be mine.",
            "The {0} came with a grandmother's will.", "what grandmothers put into a will"),
        ("I had this {0} repaired, then repaired again, and still it drips.",
            "The {0} was mended twice and leaks all the same.", "things that are mended and leak again"),
        ("Last winter a gale carried my {0} to the house next door, right over the chimney.",
            "The {0} was blown onto a roof by the storm.", "storms, and what they do on a roof"),
    ];

    // What agents note besides, about the same things.
    private static readonly string[] ChineseMoods =
    [
        "看着喜欢，用着麻烦", "放久了舍不得丢", "没几家铺子肯修", "摆在家里占地方", "送人不如留着", "值钱要看年头",
        "多半是一时兴起", "旧的比新的耐用", "擦干净就够了", "孩子们不认得了", "照片里更好看", "用坏了也不可惜",
    ];

    private static readonly string[] EnglishMoods =
    [
        "is prettier than it is useful", "should be kept for ever", "takes up too much room", "makes a poor present",
        "was better made in the past", "means nothing to children", "looks best in photographs",
        "is not worth a polish", "can be had for less", "gathers nothing but dust", "is bought on a whim", "outlives its owner",
    ];

    public static IReadOnlyList<PlantedFact> All { get; } =
        [.. In(true, ChineseThings, ChineseStories), .. In(false, EnglishThings, EnglishStories)];

    public static string IdOf(int agent) => $"agent-{agent:00}";

    /// <summary>One of 336 opinions of a language, each about one of the things.</summary>
    public static string Opinion(bool isChinese, int number)
    {
        var things = isChinese ? ChineseThings : EnglishThings;
        var moods = isChinese ? ChineseMoods : EnglishMoods;
        var (thing, mood) = (things[number % things.Length], moods[number / things.Length % moods.Length]);
        return isChinese ? $"{thing}{mood}。" : $"A {thing} {mood}.";
    }

    private static IEnumerable<PlantedFact> In(
        bool isChinese, string[] things, (string Told, string Noted, string Question)[] stories) =>
        from thing in Enumerable.Range(0, things.Length)
        from story in Enumerable.Range(0, stories.Length)
        select new PlantedFact(
            IdOf((isChinese ? 0 : AgentsOfLanguage) + ((thing + story) % AgentsOfLanguage)),
            isChinese,
            things[thing],
            With(stories[story].Told, things[thing]),
            With(stories[story].Noted, things[thing]),
            stories[story].Question,
            IsWithheld: thing >= ThingsKept);

    private static string With(string format, string thing) =>
        string.Format(CultureInfo.InvariantCulture, format, thing);
}
