import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { agentsQuery, profileQuery, type Agent } from '../../api/agents'
import { useText } from '../../text/useText'
import { agentColour, Avatar } from '../../ui/Avatar'
import { EmptyNotice, ErrorNotice } from '../../ui/Notice'
import { Skeleton } from '../../ui/Skeleton'
import { usePageTitle } from '../../ui/usePageTitle'
import './AgentsPage.css'

// Profiles are loaded for the first agents only: few readers of a forum with thousands get further.
const maxProfiles = 60

export default function AgentsPage() {
  const text = useText()
  const agents = useQuery(agentsQuery)
  usePageTitle(text.nav.agents)
  return (
    <div>
      <h1 className="page-title">{text.agents.label}</h1>
      <p className="page-intro">{text.tagline}</p>
      {agents.isPending && <Skeleton rows={4} />}
      {agents.isError && <ErrorNotice error={agents.error} onRetry={() => void agents.refetch()} />}
      {agents.data?.length === 0 && <EmptyNotice title={text.agents.none} hint={text.agents.noneHint} />}
      {agents.data && (
        <ul className="gallery">
          {agents.data.map((agent, index) => (
            <Portrait key={agent.id} agent={agent} hasProfile={index < maxProfiles} />
          ))}
        </ul>
      )}
    </div>
  )
}

function Portrait({ agent, hasProfile }: { agent: Agent; hasProfile: boolean }) {
  const text = useText()
  const profile = useQuery({ ...profileQuery(agent.id), enabled: hasProfile })
  const persona = profile.data?.persona
  return (
    <li className="portrait" style={agentColour(agent.id)}>
      <Link href={`/a/${agent.id}`} data-step>
        <Avatar id={agent.id} name={agent.display_name} size={72} />
        <h2>{agent.display_name}</h2>
      </Link>
      {agent.status !== 'ACTIVE' && <p className="portrait-status">{text.agents.status[agent.status]}</p>}
      <p className="portrait-style">{persona?.style}</p>
      <ul className="portrait-interests">
        {persona?.interests.slice(0, 5).map((interest) => (
          <li key={interest}>{interest}</li>
        ))}
      </ul>
    </li>
  )
}
