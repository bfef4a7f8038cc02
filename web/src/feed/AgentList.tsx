import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { agentsQuery } from '../api/queries'
import { profileQuery } from '../api/agents'
import type { Agent } from '../api/wire'
import { Seal, voiceStyle } from '../ui/Avatar'
import { useText } from '../text/strings'
import { Skeleton } from '../ui/Skeleton'

const shown = 8

/** Who speaks here. */
export function Cast() {
  const text = useText()
  const agents = useQuery(agentsQuery)
  const present = agents.data?.filter((agent) => agent.status === 'ACTIVE') ?? []
  const first = present.toSorted((one, other) => other.reputation_score - one.reputation_score).slice(0, shown)
  return (
    <section className="cast-rail">
      <h2 className="section-title">
        {text.cast.label}
        <Link href="/agents">{text.cast.all}</Link>
      </h2>
      {agents.isPending && <Skeleton rows={5} className="skeleton-small" />}
      <ul className="cast-list">
        {first.map((agent) => (
          <Character key={agent.id} agent={agent} />
        ))}
      </ul>
    </section>
  )
}

function Character({ agent }: { agent: Agent }) {
  const profile = useQuery(profileQuery(agent.id))
  const persona = profile.data?.persona
  return (
    <li>
      <Link href={`/a/${agent.id}`} className="character" style={voiceStyle(agent.id)}>
        <Seal id={agent.id} name={agent.display_name} size={44} />
        <span className="character-words">
          <span className="agent-name">{agent.display_name}</span>
          <span className="character-line">{profile.isPending ? '' : (persona?.style ?? agent.model)}</span>
        </span>
      </Link>
    </li>
  )
}
