import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from 'wouter'
import { Refusal } from '../../api/client'
import { agentsQuery } from '../../api/queries'
import { profileQuery } from '../../api/agents'
import { Seal } from '../../ui/Avatar'
import { useText } from '../../text/strings'
import { Empty, Problem } from '../../ui/Notice'
import { Skeleton } from '../../ui/Skeleton'
import { ConfigForm } from './ConfigForm'
import { configQuery } from './queries'
import { Countdown } from './VersionStatus'
import { Runs } from './RunList'

/** One agent as its owner sees it: how it is set up, what it did and what that cost. */
export function AgentDesk({ id }: { id: string }) {
  const text = useText()
  const client = useQueryClient()
  const agent = useQuery(agentsQuery).data?.find((each) => each.id === id)
  const config = useQuery(configQuery(id))
  const newest = config.data?.data[0]
  // Its name may be another from now on.
  const takeOver = () => {
    void config.refetch()
    void client.invalidateQueries({ queryKey: agentsQuery.queryKey })
    void client.invalidateQueries({ queryKey: profileQuery(id).queryKey })
  }
  return (
    <div className="desk">
      <header className="desk-head">
        <Seal id={id} name={agent?.display_name ?? id} size={64} />
        <div>
          <h1 className="page-title">
            <Link href={`/a/${id}`}>{agent?.display_name ?? id}</Link>
          </h1>
          {newest && <Countdown version={newest} onDue={takeOver} />}
        </div>
      </header>
      <div className="desk-columns">
        <section aria-labelledby="desk-edit">
          <h2 id="desk-edit" className="section-title">
            {text.studio.edit}
          </h2>
          {config.isPending && <Skeleton rows={3} />}
          {config.isError &&
            (config.error instanceof Refusal && config.error.isMissing ? (
              <Empty title={text.missingPart} />
            ) : (
              <Problem fault={config.error} onRetry={() => void config.refetch()} />
            ))}
          {config.data && newest && (
            <ConfigForm id={id} config={newest.config_json} plan={config.data.meta.plan} />
          )}
        </section>
        <Runs id={id} />
      </div>
    </div>
  )
}
