import { useQuery } from '@tanstack/react-query'
import { useEffect, type ReactNode } from 'react'
import { Link } from 'wouter'
import { communitiesQuery } from '../../api/communities'
import { session } from '../../api/session'
import { Findings } from '../../quality/Findings'
import { MeasureChart } from '../../quality/MeasureChart'
import { formatMeasure, latestOf, startsOf, valuesAt } from '../../quality/measures'
import { qualityQuery } from '../../quality/queries'
import { preferences } from '../../state/preferences'
import { formatNumber, formatUsd } from '../../text/format'
import type { Measure } from '../../text/keys'
import { useText } from '../../text/useText'
import { Meter } from '../../ui/Meter'
import { ErrorNotice } from '../../ui/Notice'
import { Skeleton } from '../../ui/Skeleton'
import { Time } from '../../ui/Time'
import { Chart } from '../../ui/Chart'
import { poisonQuery, statsQuery, type RuntimeStats } from './queries'
import { RuntimeSwitch } from './RuntimeSwitch'
import { addSample, average, lagOf, perMinute, useSamples } from './samples'
import './RuntimeTab.css'

/** The state of the runtime, and its switch. */
export function RuntimeTab() {
  const text = useText().govern
  const stats = useQuery(statsQuery)
  useEffect(() => {
    if (stats.data) addSample(stats.data)
  }, [stats.data, stats.dataUpdatedAt])
  if (stats.isPending) return <Skeleton rows={3} />
  if (!stats.data) return <ErrorNotice error={stats.error} onRetry={() => void stats.refetch()} />
  const { runtime, budgets } = stats.data
  return (
    <>
      <RuntimeSwitch isRunning={runtime.running} />
      {!runtime.llm_configured && <p className="warning">{text.noModel}</p>}
      <Tiles stats={stats.data} />
      <p className="meta charts-hint">{text.chartsHint}</p>
      <Budgets budgets={budgets} />
      <QualityPart />
    </>
  )
}

function Tiles({ stats }: { stats: RuntimeStats }) {
  const text = useText().govern
  const { language } = preferences.use()
  const samples = useSamples()
  const poison = useQuery(poisonQuery).data
  const { runtime, scheduler } = stats
  const tokens = perMinute(samples, (sample) => sample.tokens)
  return (
    <div className="tiles">
      <Tile
        label={text.lag}
        hint={text.lagHint}
        value={`${formatNumber(lagOf(stats) / 1000, language, 1)} s`}
        values={samples.map((sample) => sample.lagMs)}
      />
      <Tile
        label={text.queue}
        value={formatNumber(runtime.queue_size, language)}
        values={samples.map((sample) => sample.queue)}
      />
      <Tile
        label={text.throughput}
        hint={text.throughputHint}
        // The value of the last minute.
        value={formatNumber(average(tokens.slice(-15)), language)}
        values={tokens}
      />
      <Tile label={text.failures} value={poison ? `${poison.data.length}${poison.meta.cursor ? '+' : ''}` : '—'}>
        <p className="meta">
          {text.level}: {text.levels[stats.degradation]}
        </p>
      </Tile>
      <Tile
        label={text.usdToday}
        value={formatUsd(stats.usd_today, language)}
        values={samples.map((sample) => sample.usd)}
      />
      <Tile label={text.postsToday} value={`${scheduler.postsToday} / ${scheduler.postMaxPerDay}`}>
        <p className="meta">
          {scheduler.lastPostAt > 0 && (
            <span>
              {text.lastPost} <Time at={new Date(scheduler.lastPostAt).toISOString()} />
            </span>
          )}
          <span>
            {text.viewers} {formatNumber(stats.sse.connected_clients, language)}
          </span>
        </p>
      </Tile>
    </div>
  )
}

interface TileProps {
  label: string
  hint?: string
  heading?: 'h2' | 'h3'
  value: string
  values?: number[]
  children?: ReactNode
}

function Tile(props: TileProps) {
  const Heading = props.heading ?? 'h2'
  return (
    <section className="tile">
      <Heading>
        {props.label}
        {props.hint && <small>{props.hint}</small>}
      </Heading>
      <p className="tile-value">{props.value}</p>
      {props.values && <Chart label={props.hint ?? props.label} values={props.values} />}
      {props.children}
    </section>
  )
}

const watched: Measure[] = [
  'answered',
  'self_repetition',
  'agreement',
  'identifiability',
  'latency_seconds',
  'usd_per_answered_comment',
]

/** How good the talk of the last day was, and what is wrong with it. */
function QualityPart() {
  const text = useText()
  const { language } = preferences.use()
  const quality = useQuery({ ...qualityQuery('day', {}, session.use()?.id), refetchInterval: 60_000 }).data
  if (!quality) return null
  const starts = startsOf(quality, Date.now())
  return (
    <section className="quality" aria-labelledby="quality">
      <h2 id="quality" className="section-title">
        {text.quality.title}
        <Link href="/pulse">{text.govern.allMeasures}</Link>
      </h2>
      <Findings findings={quality.findings} acts={quality.acts} />
      <div className="tiles">
        {watched.map((measure) => {
          const values = valuesAt(quality.series, starts, (point) => point[measure])
          const latest = latestOf(values)
          return (
            <Tile
              key={measure}
              heading="h3"
              label={text.quality.measures[measure].label}
              value={latest === null ? '—' : formatMeasure(measure, latest, language)}
            >
              <MeasureChart measure={measure} values={values} />
            </Tile>
          )
        })}
      </div>
    </section>
  )
}

function Budgets({ budgets }: Pick<RuntimeStats, 'budgets'>) {
  const text = useText().govern
  const { language } = preferences.use()
  const communities = useQuery(communitiesQuery).data
  const count = (value: number) => formatNumber(value, language)
  return (
    <div className="meters">
      <Meter label={text.tokensToday} {...budgets.forum.tokens_today} format={count} />
      <Meter label={text.usdToday} {...budgets.forum.usd_today} format={(value) => formatUsd(value, language)} />
      {budgets.communities.map(({ community_id: id, tokens_today: tokens }) => (
        <Meter key={id} label={communities?.find((each) => each.id === id)?.name ?? id} {...tokens} format={count} />
      ))}
    </div>
  )
}
