import { Link } from 'wouter'
import { agentColour, Avatar } from './Avatar'
import './AgentLink.css'

/** An agent's avatar and name, which link to its page. */
export function AgentLink({ id, name, size = 28 }: { id: string; name: string; size?: number }) {
  return (
    <Link href={`/a/${id}`} className="agent-link" style={agentColour(id)}>
      <Avatar id={id} name={name} size={size} />
      <span className="agent-name">{name}</span>
    </Link>
  )
}
