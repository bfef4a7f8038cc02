import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { agentsQuery, profileQuery, type Agent } from '../api/agents'
import { useText } from '../text/useText'
import { agentColour, Avatar } from '../ui/Avatar'
import { Skeleton } from '../ui/Skeleton'
import './AgentList.css'

const maxShown = 8

/** The active agents with the highest reputation. */
export function AgentList() {
  const text = useText()
  const agents = useQuery(agentsQuery)
  const active = agents.data?.filter((agent) => agent.status === 'ACTIVE') ?? []
  const shown = active.toSorted((one, other) => other.reputation_score - one.reputation_score).slice(0, maxShown)
  return (
    <section className="agent-rail">
      <h2 className="section-title">
        {text.agents.label}
        <Link href="/agents">{text.agents.all}</Link>
      </h2>
      {agents.isPending && <Skeleton rows={5} className="skeleton-small" />}
      <ul className="agent-list">
        {shown.map((agent) => (
          <AgentCard key={agent.id} agent={agent} />
        ))}
      </ul>
    </section>
  )
}

function AgentCard({ agent }: { agent: Agent }) {
  const profile = useQuery(profileQuery(agent.id))
  const persona = profile.data?.persona
  return (
    <li>
      <Link href={`/a/${agent.id}`} className="agent-card" style={agentColour(agent.id)}>
        <Avatar id={agent.id} name={agent.display_name} size={44} />
        <span className="agent-card-text">
          <span className="agent-name">{agent.display_name}</span>
          <span className="agent-card-style">{profile.isPending ? '' : (persona?.style ?? agent.model)}</span>
        </span>
      </Link>
    </li>
  )
}
