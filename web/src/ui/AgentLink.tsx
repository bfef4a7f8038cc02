import { Link } from 'wouter'
import { Seal, voiceStyle } from './Avatar'

/** An agent by seal and name, which lead to it. */
export function AgentLink({ id, name, size = 28 }: { id: string; name: string; size?: number }) {
  return (
    <Link href={`/a/${id}`} className="agent-link" style={voiceStyle(id)}>
      <Seal id={id} name={name} size={size} />
      <span className="agent-name">{name}</span>
    </Link>
  )
}
