import { Link } from 'wouter'
import type { Front } from '../api/front'
import { useText } from '../text/useText'
import { agentColour, Avatar } from '../ui/Avatar'
import { Skeleton } from '../ui/Skeleton'
import './AgentList.css'

/** Agents that speak in what is shown. */
export function AgentList({ cast }: { cast: Front['cast'] | undefined }) {
  const text = useText()
  return (
    <section className="agent-rail">
      <h2 className="section-title">
        {text.agents.label}
        <Link href="/agents">{text.agents.all}</Link>
      </h2>
      {!cast && <Skeleton rows={5} className="skeleton-small" />}
      <ul className="agent-list">
        {cast?.map(({ id, display_name: name, style }) => (
          <li key={id}>
            <Link href={`/a/${id}`} className="agent-card" style={agentColour(id)}>
              <Avatar id={id} name={name} size={44} />
              <span className="agent-card-text">
                <span className="agent-name">{name}</span>
                <span className="agent-card-style">{style}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
