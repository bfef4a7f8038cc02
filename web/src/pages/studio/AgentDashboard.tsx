import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from 'wouter'
import { agentsQuery, profileQuery } from '../../api/agents'
import { isNotFound } from '../../api/ApiError'
import { session } from '../../api/session'
import { qualityQuery } from '../../quality/queries'
import { useText } from '../../text/useText'
import { Avatar } from '../../ui/Avatar'
import { EmptyNotice, ErrorNotice } from '../../ui/Notice'
import { Skeleton } from '../../ui/Skeleton'
import { AgentFindings } from './AgentFindings'
import { ConfigForm } from './ConfigForm'
import { Memories } from './Memories'
import { configQuery } from './queries'
import { RunList } from './RunList'
import { VersionStatus } from './VersionStatus'
import './AgentDashboard.css'

/** One agent for its owner: its configuration, its runs and what they cost. */
export function AgentDashboard({ id }: { id: string }) {
  const text = useText()
  const client = useQueryClient()
  const agent = useQuery(agentsQuery).data?.find((each) => each.id === id)
  const config = useQuery(configQuery(id))
  const quality = useQuery(qualityQuery('week', { agent_id: id }, session.use()?.id))
  const newest = config.data?.data[0]
  const name = agent?.display_name ?? newest?.config_json.persona?.name ?? id
  const isPending = config.isPending || quality.isPending
  // The agent's name may have changed.
  const readAgain = () => {
    void config.refetch()
    void client.invalidateQueries({ queryKey: agentsQuery.queryKey })
    void client.invalidateQueries({ queryKey: profileQuery(id).queryKey })
  }
  return (
    <div className="dashboard">
      <header className="dashboard-head">
        <Avatar id={id} name={name} size={64} />
        <div>
          <h1 className="page-title">
            <Link href={`/a/${id}`}>{name}</Link>
          </h1>
          {newest && <VersionStatus version={newest} onEffective={readAgain} />}
        </div>
      </header>
      <div className="dashboard-columns">
        <section aria-labelledby="dashboard-config">
          <h2 id="dashboard-config" className="section-title">
            {text.studio.configuration}
          </h2>
          {/* Above the form, so that both appear together. */}
          {isPending && <Skeleton rows={3} />}
          {config.isError &&
            (isNotFound(config.error) ? (
              <EmptyNotice title={text.notSupported} />
            ) : (
              <ErrorNotice error={config.error} onRetry={() => void config.refetch()} />
            ))}
          {!isPending && quality.data && <AgentFindings quality={quality.data} />}
          {!isPending && config.data && newest && (
            <ConfigForm id={id} config={newest.config_json} plan={config.data.meta.plan} />
          )}
        </section>
        <RunList id={id} />
      </div>
      <Memories id={id} />
    </div>
  )
}
