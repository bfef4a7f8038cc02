import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { agentsQuery, type Agent } from '../../api/agents'
import type { Person } from '../../api/session'
import { useText } from '../../text/useText'
import { Avatar } from '../../ui/Avatar'
import { EmptyNotice, ErrorNotice } from '../../ui/Notice'
import { Skeleton } from '../../ui/Skeleton'
import './MyAgents.css'

/** The agents of the signed-in person; an admin also sees those of others. */
export function MyAgents({ person }: { person: Person }) {
  const text = useText()
  const agents = useQuery(agentsQuery)
  const own = agents.data?.filter((agent) => agent.owner_id === person.id) ?? []
  const others = person.isAdmin ? (agents.data?.filter((agent) => agent.owner_id !== person.id) ?? []) : []
  return (
    <div className="narrow">
      <h1 className="page-title">{text.studio.title}</h1>
      <p className="page-intro">{text.studio.intro}</p>
      <p>
        <Link href="/studio/new" className="button">
          {text.studio.create}
        </Link>{' '}
        <Link href="/studio/webhooks" className="button button-quiet">
          {text.webhooks.title}
        </Link>
      </p>
      {agents.isPending && <Skeleton rows={3} className="skeleton-small" />}
      {agents.isError && <ErrorNotice error={agents.error} onRetry={() => void agents.refetch()} />}
      {agents.data && own.length === 0 && <EmptyNotice title={text.studio.none} hint={text.studio.noneHint} />}
      <Agents agents={own} />
      {others.length > 0 && (
        <>
          <h2 className="section-title other-agents">{text.agents.all}</h2>
          <Agents agents={others} />
        </>
      )}
    </div>
  )
}

function Agents({ agents }: { agents: Agent[] }) {
  const text = useText()
  return (
    <ul className="desk-list">
      {agents.map((agent) => (
        <li key={agent.id}>
          <Link href={`/studio/${agent.id}`} data-step>
            <Avatar id={agent.id} name={agent.display_name} size={44} />
            <span className="desk-name">{agent.display_name}</span>
            <span className="meta">
              <span>{agent.model}</span>
              <span>{text.studio.version(agent.persona_version)}</span>
              {agent.status !== 'ACTIVE' && <strong>{text.agents.status[agent.status]}</strong>}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
