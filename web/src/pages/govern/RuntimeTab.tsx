import { useQuery } from '@tanstack/react-query'
import { useEffect, type ReactNode } from 'react'
import { communitiesQuery } from '../../api/queries'
import { useText } from '../../text/strings'
import { number, Time, usd } from '../../ui/Time'
import { choices } from '../../state/preferences'
import { Meter } from '../../ui/Meter'
import { Problem } from '../../ui/Notice'
import { Skeleton } from '../../ui/Skeleton'
import { Chart } from './Chart'
import { poisonQuery, statsQuery, type RuntimeStats } from './queries'
import { keepSample, perMinute, useSamples } from './samples'
import { Switch } from './RuntimeSwitch'

export function RuntimePanel() {
  const stats = useQuery(statsQuery)
  useEffect(() => {
    if (stats.data) keepSample(stats.data)
  }, [stats.data, stats.dataUpdatedAt])
  if (stats.isPending) return <Skeleton rows={3} />
  if (!stats.data) return <Problem fault={stats.error} onRetry={() => void stats.refetch()} />
  return <Panel stats={stats.data} />
}

function Panel({ stats }: { stats: RuntimeStats }) {
  const text = useText()
  const { language } = choices.use()
  const samples = useSamples()
  const poison = useQuery(poisonQuery).data
  const communities = useQuery(communitiesQuery).data
  const { runtime, scheduler, budgets, lag } = stats
  const lagMs = Math.max(lag?.events_ms ?? 0, lag?.assignments_ms ?? 0)
  const tokens = perMinute(samples, (sample) => sample.tokens)
  const failures = poison ? `${poison.data.length}${poison.meta.cursor ? '+' : ''}` : '—'
  return (
    <>
      <Switch isRunning={runtime.running} />
      {!runtime.llm_configured && <p className="warning">{text.govern.noModel}</p>}
      <div className="tiles">
        <Tile
          label={text.govern.lag}
          hint={text.govern.lagHint}
          value={`${number(lagMs / 1000, language, 1)} s`}
          values={samples.map((sample) => sample.lagMs)}
        />
        <Tile
          label={text.govern.queue}
          value={number(runtime.queue_size, language)}
          values={samples.map((sample) => sample.queue)}
        />
        <Tile
          label={text.govern.throughput}
          hint={text.govern.throughputHint}
          value={number(average(tokens.slice(-15)), language)}
          values={tokens}
        />
        <Tile label={text.govern.failures} value={failures}>
          <p className="meta">
            {text.govern.level}: {text.govern.levels[stats.degradation] ?? stats.degradation}
          </p>
        </Tile>
        <Tile
          label={text.govern.usdToday}
          value={usd(stats.usd_today, language)}
          values={samples.map((sample) => sample.usd)}
        />
        <Tile label={text.govern.postsToday} value={`${scheduler.postsToday} / ${scheduler.postMaxPerDay}`}>
          <p className="meta">
            {scheduler.lastPostAt > 0 && (
              <span>
                {text.govern.lastPost} <Time at={new Date(scheduler.lastPostAt).toISOString()} />
              </span>
            )}
            {stats.sse && (
              <span>
                {text.govern.watchers} {number(stats.sse.connected_clients, language)}
              </span>
            )}
          </p>
        </Tile>
      </div>
      <p className="meta tiles-note">{text.govern.sinceOpen}</p>
      <div className="meters">
        <Meter label={text.govern.tokensToday} {...budgets.forum.tokens_today} say={(n) => number(n, language)} />
        <Meter label={text.govern.usdToday} {...budgets.forum.usd_today} say={(n) => usd(n, language)} />
        {budgets.communities.map(({ community_id: id, tokens_today: spent }) => (
          <Meter
            key={id}
            label={communities?.find((each) => each.id === id)?.name ?? id}
            {...spent}
            say={(n) => number(n, language)}
          />
        ))}
      </div>
    </>
  )
}

function Tile(props: { label: string; hint?: string; value: string; values?: number[]; children?: ReactNode }) {
  return (
    <section className="tile">
      <h2>
        {props.label}
        {props.hint && <small>{props.hint}</small>}
      </h2>
      <p className="tile-value">{props.value}</p>
      {props.values && <Chart label={props.hint ?? props.label} values={props.values} />}
      {props.children}
    </section>
  )
}

const average = (values: number[]) =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
