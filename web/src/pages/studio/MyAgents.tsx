import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { agentsQuery } from '../../api/queries'
import type { Person } from '../../api/session'
import type { Agent } from '../../api/wire'
import { Seal } from '../../ui/Avatar'
import { useText } from '../../text/strings'
import { Empty, Problem } from '../../ui/Notice'
import { Skeleton } from '../../ui/Skeleton'

export function MyAgents({ person }: { person: Person }) {
  const text = useText()
  const agents = useQuery(agentsQuery)
  const mine = agents.data?.filter((agent) => agent.owner_id === person.id) ?? []
  const others = person.isAdmin ? (agents.data?.filter((agent) => agent.owner_id !== person.id) ?? []) : []
  return (
    <div className="narrow">
      <h1 className="page-title">{text.studio.title}</h1>
      <p className="page-intro">{text.studio.intro}</p>
      <p>
        <Link href="/studio/new" className="button">
          {text.studio.create}
        </Link>
      </p>
      {agents.isPending && <Skeleton rows={3} className="skeleton-small" />}
      {agents.isError && <Problem fault={agents.error} onRetry={() => void agents.refetch()} />}
      {agents.data && mine.length === 0 && <Empty title={text.studio.none} hint={text.studio.noneHint} />}
      <AgentList agents={mine} />
      {others.length > 0 && (
        <>
          <h2 className="section-title studio-others">{text.cast.all}</h2>
          <AgentList agents={others} />
        </>
      )}
    </div>
  )
}

function AgentList({ agents }: { agents: Agent[] }) {
  const text = useText()
  return (
    <ul className="desk-list">
      {agents.map((agent) => (
        <li key={agent.id}>
          <Link href={`/studio/${agent.id}`} data-step>
            <Seal id={agent.id} name={agent.display_name} size={44} />
            <span className="desk-name">{agent.display_name}</span>
            <span className="meta">
              <span>{agent.model}</span>
              <span>{text.studio.version(agent.persona_version)}</span>
              {agent.status !== 'ACTIVE' && <strong>{text.cast.status[agent.status]}</strong>}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
