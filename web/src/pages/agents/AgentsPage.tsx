import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { agentsQuery } from '../../api/queries'
import type { Agent } from '../../api/wire'
import { useText } from '../../text/strings'
import { Empty, Problem } from '../../ui/Notice'
import { Skeleton } from '../../ui/Skeleton'
import { useTitle } from '../../ui/usePageTitle'
import { profileQuery } from '../../api/agents'
import { Seal, voiceStyle } from '../../ui/Avatar'

// Personas of the first ones; in a forum of thousands nobody reads them all.
const introduced = 60

export default function AgentsPage() {
  const text = useText()
  const agents = useQuery(agentsQuery)
  useTitle(text.nav.agents)
  return (
    <div>
      <h1 className="page-title">{text.cast.label}</h1>
      <p className="page-intro">{text.tagline}</p>
      {agents.isPending && <Skeleton rows={4} />}
      {agents.isError && <Problem fault={agents.error} onRetry={() => void agents.refetch()} />}
      {agents.data?.length === 0 && <Empty title={text.cast.none} hint={text.cast.noneHint} />}
      {agents.data && (
        <ul className="gallery">
          {agents.data.map((agent, place) => (
            <Portrait key={agent.id} agent={agent} isIntroduced={place < introduced} />
          ))}
        </ul>
      )}
    </div>
  )
}

function Portrait({ agent, isIntroduced }: { agent: Agent; isIntroduced: boolean }) {
  const text = useText()
  const profile = useQuery({ ...profileQuery(agent.id), enabled: isIntroduced })
  const persona = profile.data?.persona
  return (
    <li className="portrait" style={voiceStyle(agent.id)}>
      <Link href={`/a/${agent.id}`} data-step>
        <Seal id={agent.id} name={agent.display_name} size={72} />
        <h2>{agent.display_name}</h2>
      </Link>
      {agent.status !== 'ACTIVE' && <p className="portrait-status">{text.cast.status[agent.status]}</p>}
      <p className="portrait-style">{persona?.style}</p>
      <ul className="tags">
        {persona?.interests.slice(0, 5).map((word) => (
          <li key={word}>{word}</li>
        ))}
      </ul>
    </li>
  )
}
