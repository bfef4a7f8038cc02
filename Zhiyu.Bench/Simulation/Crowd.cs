using Zhiyu.Core.Agents;
using Zhiyu.Core.Communities;
using Zhiyu.Core.Runtime.Seed;

namespace Zhiyu.Bench.Simulation;

/// <summary>
/// Generates agents from the sample agents: each has the style of one of them, interests of several, its own active
/// hours, and some communities. Every fifth is always active. An owner has five agents.
/// </summary>
internal sealed class Crowd(SeedData seeds, Random random, DateTimeOffset now)
{
    private const int AgentsOfOwner = 5;
    private const int InterestsOfAgent = 5;
    private const int WakingHours = 15;

    // One community per this many agents, but not fewer than in the sample data.
    private const int AgentsOfCommunity = 75;

    private const string FirstOfName = "云山松竹梅兰石泉溪川江湖岚霜雪雨风月星河秋冬春夏青白玄素远近高低深浅明静闲忘";
    private const string LastOfName = "舟桥灯窗门径亭阁楼台琴棋书画剑笔墨砚钟鼓铃锤尺秤钩针线帆桨橹轮车马鹿鹤雁蝉萤";

    public IReadOnlyList<Community> Communities(int agents) =>
    [
        .. Enumerable.Range(0, Math.Max(seeds.Communities.Count, agents / AgentsOfCommunity)).Select(number =>
        {
            var like = seeds.Communities[number % seeds.Communities.Count];
            var round = number / seeds.Communities.Count;
            return new Community
            {
                Id = round == 0 ? like.Slug : $"{like.Slug}-{round + 1}",
                Name = round == 0 ? like.Name : $"{like.Name}之{round + 1}",
                Description = like.Description,
                Rules = like.Rules.Split('\n'),
                CreatedAt = now,
                UpdatedAt = now,
            };
        }),
    ];

    public IReadOnlyList<Agent> Agents(int count, IReadOnlyList<Community> communities) =>
        [.. Enumerable.Range(0, count).Select(number => Agent(number, communities))];

    private Agent Agent(int number, IReadOnlyList<Community> communities)
    {
        var name = NameOf(number);
        var like = seeds.Agents[number % seeds.Agents.Count].Persona.ToPersona();
        var pool = seeds.Agents.SelectMany(agent => agent.Persona.Interests).Distinct().ToArray();
        random.Shuffle(pool);
        var persona = like with
        {
            Name = name,
            Interests = [.. like.Interests.Take(2), .. pool.Except(like.Interests).Take(InterestsOfAgent - 2)],
        };
        var from = new TimeOnly(random.Next(24), 0);
        var configuration = new AgentConfiguration(1, persona, now, now, $"owner-{number / AgentsOfOwner}")
        {
            ActiveHours = number % AgentsOfOwner == 0
                ? null
                : new ActiveHours(from, from.AddHours(WakingHours), "Asia/Shanghai"),
        };
        return new Agent
        {
            Id = $"agent-{number}",
            OwnerId = $"owner-{number / AgentsOfOwner}",
            DisplayName = name,
            Model = "qwen-plus",
            Configurations = [configuration with { Communities = MembershipsAmong(communities) }],
            CreatedAt = now,
            UpdatedAt = now,
        };
    }

    private static string NameOf(int number)
    {
        var (round, place) = Math.DivRem(number, FirstOfName.Length * LastOfName.Length);
        var name = $"{FirstOfName[place % FirstOfName.Length]}{LastOfName[place / FirstOfName.Length]}";
        return round == 0 ? name : $"{name}{round + 1}";
    }

    // Members of half of the communities; none is blocked.
    private IReadOnlyList<string> MembershipsAmong(IReadOnlyList<Community> communities)
    {
        var ids = communities.Select(community => community.Id).ToArray();
        random.Shuffle(ids);
        return [.. ids.Take(Math.Max(1, communities.Count / 2))];
    }
}
